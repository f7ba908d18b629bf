-- The roles.  They are cluster-wide and have no login; a site makes login
-- roles that are members of one of them:
--
--     create role scim_fcgi login in role scim_worker;

do $$
declare
	one record;
	-- From PostgreSQL 16 on, who makes a role is a member that may not set it.
	may_set constant text := case when current_setting('server_version_num')::int >= 160000 then 'set' else 'member' end;
begin
	if current_setting('server_encoding') <> 'UTF8' then
		raise exception 'the database must have the encoding UTF8, not %',
			current_setting('server_encoding')
			using hint = 'createdb -E UTF8 -T template0 scim';
	end if;
	for one in
		select * from (values
			('scim_owner', 'nologin', 'Owns the schema scim. Nobody logs in as it.'),
			-- Without inherit: only after set role scim_owner.
			('scim_migrator', 'nologin noinherit', 'Upgrades, dumps and restores: may set role scim_owner, and nothing else.'),
			('scim_worker', 'nologin', 'scim.fcgi: may read what lists need and call the functions that requests are.'),
			('scim_admin', 'nologin', 'Administrators: the administration functions, and plain statements on users, owners and memberships.'),
			('scim_reader', 'nologin', 'DBAs and support: reads everything but keys'' hashes.'),
			('scim_auditor', 'nologin', 'Auditors: reads the events, and alone may delete old ones.')
		) r (name, options, about)
		where not exists (select from pg_catalog.pg_roles where rolname = r.name)
	loop
		execute format('create role %I %s', one.name, one.options);
		execute format('comment on role %I is %L', one.name, one.about);
	end loop;
	for one in
		select m.name from (values (current_user), ('scim_migrator')) m (name)
		where not pg_catalog.pg_has_role(m.name, 'scim_owner', may_set)
	loop
		execute format('grant scim_owner to %I', one.name);
	end loop;
	-- Everybody may make temporary tables in a new database.
	if exists (select from pg_catalog.pg_database
		where datname = current_database() and pg_catalog.pg_has_role(current_user, datdba, 'usage')) then
		execute format('revoke create, temporary on database %I from public', current_database());
	end if;
end
$$;
