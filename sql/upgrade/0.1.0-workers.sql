-- What workers of 0.1.0 need: with it they go on while an upgrade replaces them
-- one after the other.  The next run of upgrade.sql takes it away.

-- They do not say whose key a search is for: as long as they run, the policies
-- of security.sql must not hold.

do $$
declare
	t name;
begin
	for t in select tablename from pg_policies where schemaname = 'scim' and policyname = 'worker' loop
		execute format('create policy roll_over on scim.%I for select to scim_worker using (true)', t);
		execute format('comment on policy roll_over on scim.%I is '
			'''Workers of 0.1.0 see their rows, and all others. Run upgrade.sql again when the last has ended.''', t);
	end loop;
end
$$;

update scim.schema_version set serves = '0.1.0';

-- They have instants as the text and the members and groups as the JSON that go
-- out, base_url in it, and search with the worker's rights all the way.

create type scim.written_user_row as (
	seq bigint,
	id uuid,
	version bigint,
	created text,
	modified text,
	active boolean,
	role text,
	document text,
	groups text
);
comment on type scim.written_user_row is 'A scim.user_row as workers of 0.1.0 know it.';

create type scim.written_role_group_row as (
	seq bigint,
	id uuid,
	version bigint,
	created text,
	modified text,
	display_name text,
	external_id text,
	members text
);
comment on type scim.written_role_group_row is 'A scim.role_group_row as workers of 0.1.0 know it.';

create function scim.datetime(value timestamptz) returns text
language sql stable strict parallel safe
as $$ select pg_catalog.to_char(value at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') $$;
comment on function scim.datetime is 'An instant as RFC 7643 2.3.5 writes it.';

create function scim.lines_json(lines text, endpoint text, type text) returns text
language sql immutable
as $$
	select '[' || pg_catalog.string_agg(
		'{"value":"' || pg_catalog."left"(line, 36) || '","$ref":"' || endpoint || pg_catalog."left"(line, 36)
		|| '","display":' || pg_catalog.substr(line, 37) || ',"type":"' || type || '"}', ',' order by place) || ']'
	from pg_catalog.string_to_table(lines, e'\n') with ordinality l (line, place)
$$;
comment on function scim.lines_json is 'The JSON list of the groups or members of a row; null when it has none.';

create function scim.written(r scim.user_row, base_url text) returns setof scim.written_user_row
language sql stable
as $$
	select r.seq, r.id, r.version, scim.datetime(r.created), scim.datetime(r.modified), r.active, r.role, r.document,
		scim.lines_json(r.groups, base_url || '/Groups/', 'direct')
$$;
comment on function scim.written(scim.user_row, text) is 'A user for workers of 0.1.0.';

create function scim.written(r scim.role_group_row, base_url text) returns setof scim.written_role_group_row
language sql stable
as $$
	select r.seq, r.id, r.version, scim.datetime(r.created), scim.datetime(r.modified), r.display_name, r.external_id,
		scim.lines_json(r.members, base_url || '/Users/', 'User')
$$;
comment on function scim.written(scim.role_group_row, text) is 'A role group for workers of 0.1.0.';

create function scim.user_rows(organization uuid, base_url text) returns setof scim.written_user_row
language sql stable
as $$
	select w.* from scim.user_rows(organization, true, null) r, scim.written(r, base_url) w
$$;
comment on function scim.user_rows(uuid, text) is 'As workers of 0.1.0 call it.';

create function scim.role_group_rows(organization uuid, base_url text) returns setof scim.written_role_group_row
language sql stable
as $$
	select w.* from scim.role_group_rows(organization, 2147483646, null) r, scim.written(r, base_url) w
$$;
comment on function scim.role_group_rows(uuid, text) is 'As workers of 0.1.0 call it.';

create function scim.user_read(key_hash bytea, id uuid, base_url text) returns setof scim.written_user_row
language sql stable
as $$
	select w.* from scim.user_read(key_hash, id, true) r, scim.written(r, base_url) w
$$;
comment on function scim.user_read(bytea, uuid, text) is 'As workers of 0.1.0 call it.';

create function scim.user_create(key_hash bytea, request_id text, client text, base_url text,
	active boolean, role text, document text)
returns setof scim.written_user_row
language sql
as $$
	select w.* from scim.user_create(key_hash, request_id, client, active, role, document) r, scim.written(r, base_url) w
$$;
comment on function scim.user_create(bytea, text, text, text, boolean, text, text) is 'As workers of 0.1.0 call it.';

create function scim.user_replace(key_hash bytea, request_id text, client text, base_url text,
	id uuid, versions bigint[], active boolean, role text, document text)
returns setof scim.written_user_row
language sql
as $$
	select w.* from scim.user_replace(key_hash, request_id, client, id, versions, active, role, document) r,
		scim.written(r, base_url) w
$$;
comment on function scim.user_replace(bytea, text, text, text, uuid, bigint[], boolean, text, text) is
	'As workers of 0.1.0 call it.';

create function scim.group_read(key_hash bytea, id uuid, base_url text, with_members boolean)
returns setof scim.written_role_group_row
language sql stable
as $$
	select w.* from scim.group_read_unless(key_hash, id, case when with_members then 2147483646 end, null) r,
		scim.written(r, base_url) w
$$;
comment on function scim.group_read(bytea, uuid, text, boolean) is 'As workers of 0.1.0 call it.';

create function scim.group_create(key_hash bytea, request_id text, client text, base_url text,
	display_name text, external_id text, members uuid[], not_ids text, with_members boolean)
returns setof scim.written_role_group_row
language sql
as $$
	select w.* from scim.group_create(key_hash, request_id, client, display_name, external_id, members, not_ids,
		case when with_members then 2147483646 end) r, scim.written(r, base_url) w
$$;
comment on function scim.group_create(bytea, text, text, text, text, text, uuid[], text, boolean) is
	'As workers of 0.1.0 call it.';

create function scim.group_modify(key_hash bytea, request_id text, client text, base_url text,
	id uuid, versions bigint[], display_name text, sets_external_id boolean, external_id text,
	replaces boolean, adds uuid[], not_ids text, removes uuid[], with_members boolean)
returns setof scim.written_role_group_row
language sql
as $$
	select w.* from scim.group_modify(key_hash, request_id, client, id, versions, display_name, sets_external_id, external_id,
		replaces, adds, not_ids, removes, case when with_members then 2147483646 end) r,
		scim.written(r, base_url) w
$$;
comment on function scim.group_modify(bytea, text, text, text, uuid, bigint[], text, boolean, text, boolean, uuid[], text, uuid[], boolean) is
	'As workers of 0.1.0 call it.';

revoke execute on all functions in schema scim from public;
grant execute on function scim.prefix, scim.email_prefixes, scim.datetime, scim.lines_json, scim.line_of,
	scim.written(scim.user_row, text), scim.written(scim.role_group_row, text),
	scim.user_rows(uuid, text), scim.user_rows(uuid, boolean, jsonb), scim.user_rows_and_keys,
	scim.user_read(bytea, uuid, text),
	scim.user_create(bytea, text, text, text, boolean, text, text),
	scim.user_replace(bytea, text, text, text, uuid, bigint[], boolean, text, text),
	scim.role_group_rows(uuid, text), scim.role_group_rows(uuid, integer, bigint[]), scim.group_read,
	scim.group_create(bytea, text, text, text, text, text, uuid[], text, boolean),
	scim.group_modify(bytea, text, text, text, uuid, bigint[], text, boolean, text, boolean, uuid[], text, uuid[], boolean)
	to scim_worker;
