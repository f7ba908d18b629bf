-- Takes away what code.sql makes: what holds no data.  What another schema has
-- built on it stops the upgrade, for nothing here says "cascade".

do $$
declare
	-- And the views that workers read, which have these locked before tables.
	tables constant text := (
		select string_agg(c.oid::regclass::text, ', ' order by c.relkind = 'r', c.oid)
		from pg_class c where c.relnamespace = 'scim'::regnamespace
		and (c.relkind = 'r' or c.relkind = 'v' and has_table_privilege('scim_worker', c.oid, 'select')));
	one record;
	rest text[];
	before integer;
	thing text;
	names text;
begin
	-- Requests take locks in orders of their own: rather than wait in one of
	-- ours, we let go at once and try again.
	for try in 1..50 loop
		begin
			set local lock_timeout = '100ms';
			execute 'lock table ' || tables || ' in access exclusive mode';
			set local lock_timeout = 0;
			exit;
		exception when lock_not_available then
			if try = 50 then
				raise exception 'the tables are in use: % have been locked in vain', tables
					using hint = 'Who holds them: select * from pg_locks join pg_stat_activity using (pid); then run this again.';
			end if;
			perform pg_sleep(0.1);
		end;
	end loop;
	for one in
		select polname, polrelid::regclass as on_table from pg_policy
		where polrelid in (select oid from pg_class where relnamespace = 'scim'::regnamespace)
	loop
		execute format('drop policy %I on %s', one.polname, one.on_table);
	end loop;
	for one in
		select tgname, tgrelid::regclass as on_table from pg_trigger
		where not tgisinternal and tgrelid in (select oid from pg_class where relnamespace = 'scim'::regnamespace)
	loop
		execute format('drop trigger %I on %s', one.tgname, one.on_table);
	end loop;
	-- Round by round what nothing stands on any more, but for functions that
	-- columns, indexes and domains stand on: text.sql replaces them.
	loop
		rest := array(
			select case relkind when 'v' then 'view ' else 'type ' end || oid::regclass from pg_class
			where relnamespace = 'scim'::regnamespace and relkind in ('v', 'c')
			order by oid desc)
		|| array(
			select 'function ' || p.oid::regprocedure from pg_proc p
			where p.pronamespace = 'scim'::regnamespace and not exists (
				select from pg_depend d where d.refclassid = 'pg_proc'::regclass and d.refobjid = p.oid
				and d.classid in ('pg_attrdef'::regclass, 'pg_class'::regclass, 'pg_constraint'::regclass))
			order by p.oid desc);
		exit when cardinality(rest) = 0;
		if cardinality(rest) = before then
			execute 'drop ' || rest[1];	-- which says what stands on it
		end if;
		before := cardinality(rest);
		foreach thing in array rest loop
			begin
				execute 'drop ' || thing;
			exception when dependent_objects_still_exist then
				null;
			end;
		end loop;
	end loop;
	for one in
		select c.oid::regclass as name from pg_class c
		where c.relnamespace = 'scim'::regnamespace and c.relrowsecurity
	loop
		execute format('alter table %s disable row level security', one.name);
	end loop;
	-- Only from our roles: what a site granted to its own on tables it keeps.
	select string_agg(quote_ident(rolname), ', ') into names
	from pg_roles where rolname like 'scim\_%' and rolname <> 'scim_owner';
	execute format('revoke all on schema scim from %s', names);
	execute format('revoke all on all tables in schema scim from %s', names);
	execute format('revoke all on all functions in schema scim from %s', names);
end
$$;
