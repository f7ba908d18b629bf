-- What workers of the release before call that is otherwise now: with it they
-- go on while an upgrade replaces them one after the other.  The next release
-- takes it away.
--
-- 0.1.0 had the members of a group as JSON, base_url in it, and searched with
-- the worker's rights all the way.

create function scim.members_json(members text, base_url text) returns text
language sql immutable
as $$
	select '[' || pg_catalog.string_agg(
		'{"value":"' || pg_catalog."left"(line, 36) || '","$ref":"' || base_url || '/Users/' || pg_catalog."left"(line, 36)
		|| '","display":' || pg_catalog.substr(line, 37) || ',"type":"User"}', ',' order by place) || ']'
	from pg_catalog.string_to_table(members, e'\n') with ordinality l (line, place)
$$;
comment on function scim.members_json(text, text) is 'The JSON list of the lines of scim.role_group_rows().';

create function scim.user_rows(organization uuid, base_url text) returns setof scim.user_row
language sql stable
as $$
	select r.* from scim.user_rows(organization, base_url, true, null) r
$$;
comment on function scim.user_rows(uuid, text) is 'As workers of 0.1.0 call it.';

create function scim.role_group_rows(organization uuid, base_url text) returns setof scim.role_group_row
language sql stable
as $$
	select r.seq, r.id, r.version, r.created, r.modified, r.display_name, r.external_id,
		scim.members_json(r.members, base_url)
	from scim.role_group_rows(organization, 2147483646, null) r
$$;
comment on function scim.role_group_rows(uuid, text) is 'As workers of 0.1.0 call it.';

create function scim.group_read(key_hash bytea, id uuid, base_url text, with_members boolean)
returns setof scim.role_group_row
language sql stable
as $$
	select r.seq, r.id, r.version, r.created, r.modified, r.display_name, r.external_id,
		scim.members_json(r.members, base_url)
	from scim.group_read_unless(key_hash, id, case when with_members then 2147483646 end, null) r
$$;
comment on function scim.group_read(bytea, uuid, text, boolean) is 'As workers of 0.1.0 call it.';

create function scim.group_create(key_hash bytea, request_id text, client text, base_url text,
	display_name text, external_id text, members uuid[], not_ids text, with_members boolean)
returns setof scim.role_group_row
language sql
as $$
	select r.seq, r.id, r.version, r.created, r.modified, r.display_name, r.external_id,
		scim.members_json(r.members, base_url)
	from scim.group_create(key_hash, request_id, client, display_name, external_id, members, not_ids,
		case when with_members then 2147483646 end) r
$$;
comment on function scim.group_create(bytea, text, text, text, text, text, uuid[], text, boolean) is
	'As workers of 0.1.0 call it.';

create function scim.group_modify(key_hash bytea, request_id text, client text, base_url text,
	id uuid, versions bigint[], display_name text, sets_external_id boolean, external_id text,
	replaces boolean, adds uuid[], not_ids text, removes uuid[], with_members boolean)
returns setof scim.role_group_row
language sql
as $$
	select r.seq, r.id, r.version, r.created, r.modified, r.display_name, r.external_id,
		scim.members_json(r.members, base_url)
	from scim.group_modify(key_hash, request_id, client, id, versions, display_name, sets_external_id, external_id,
		replaces, adds, not_ids, removes, case when with_members then 2147483646 end) r
$$;
comment on function scim.group_modify(bytea, text, text, text, uuid, bigint[], text, boolean, text, boolean, uuid[], text, uuid[], boolean) is
	'As workers of 0.1.0 call it.';

revoke execute on function scim.user_rows(uuid, text), scim.members_json, scim.role_group_rows(uuid, text), scim.group_read,
	scim.group_create(bytea, text, text, text, text, text, uuid[], text, boolean),
	scim.group_modify(bytea, text, text, text, uuid, bigint[], text, boolean, text, boolean, uuid[], text, uuid[], boolean)
	from public;
grant execute on function scim.prefix, scim.email_prefixes, scim.datetime,
	scim.user_rows(uuid, text), scim.user_rows(uuid, text, boolean, jsonb), scim.user_rows_and_keys, scim.group_of_user,
	scim.role_group_rows(uuid, integer, bigint[]),
	scim.members_json, scim.role_group_rows(uuid, text), scim.group_read,
	scim.group_create(bytea, text, text, text, text, text, uuid[], text, boolean),
	scim.group_modify(bytea, text, text, text, uuid, bigint[], text, boolean, text, boolean, uuid[], text, uuid[], boolean)
	to scim_worker;
