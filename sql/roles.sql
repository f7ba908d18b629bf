-- The roles.  They are cluster-wide and have no login; a site makes login
-- roles that are members of one of them:
--
--     create role scim_fcgi login in role scim_worker;

do $$
declare
	role_name text;
begin
	if current_setting('server_encoding') <> 'UTF8' then
		raise exception 'the database must have the encoding UTF8, not %',
			current_setting('server_encoding')
			using hint = 'createdb -E UTF8 -T template0 scim';
	end if;
	foreach role_name in array array['scim_owner', 'scim_worker', 'scim_admin', 'scim_reader', 'scim_auditor'] loop
		if not exists (select from pg_catalog.pg_roles where rolname = role_name) then
			execute format('create role %I nologin', role_name);
		end if;
	end loop;
	if not pg_catalog.pg_has_role(current_user, 'scim_owner', 'member') then
		execute format('grant scim_owner to %I', current_user);
	end if;
	-- Without inherit: only after set role scim_owner.
	if not exists (select from pg_catalog.pg_roles where rolname = 'scim_migrator') then
		create role scim_migrator nologin noinherit;
		grant scim_owner to scim_migrator;
	end if;
	-- Everybody may make temporary tables in a new database.
	if exists (select from pg_catalog.pg_database
		where datname = current_database() and pg_catalog.pg_has_role(current_user, datdba, 'usage')) then
		execute format('revoke create, temporary on database %I from public', current_database());
	end if;
end
$$;

comment on role scim_owner is 'Owns the schema scim. Nobody logs in as it.';
comment on role scim_migrator is 'Upgrades, dumps and restores: may set role scim_owner, and nothing else.';
comment on role scim_worker is 'scim.fcgi: may read what lists need and call the functions that requests are.';
comment on role scim_admin is 'Administrators: the administration functions, and plain statements on users, owners and memberships.';
comment on role scim_reader is 'DBAs and support: reads everything but keys'' hashes.';
comment on role scim_auditor is 'Auditors: reads the events, and alone may delete old ones.';
