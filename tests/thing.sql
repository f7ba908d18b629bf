-- Things (tests/thing.c) in our one pattern: a resource type whose rules are
-- plain, which only suite-types installs.  As sql/users.sql, with what every
-- such type has and nothing else.

create table scim.things (
	organization_id uuid not null references scim.organizations on delete cascade,
	id uuid primary key default scim.new_id(),
	seq bigint not null generated always as identity,
	version bigint not null default 1,
	created_at timestamptz not null default statement_timestamp(),
	modified_at timestamptz not null default statement_timestamp(),
	price double precision,
	fragile boolean not null default false,
	made timestamptz,
	checked timestamptz,
	document text not null,
	label text collate "C" not null generated always as (document::json ->> 'label') stored,
	folded jsonb not null generated always as (scim.folded(document)) stored,
	constraint thing_order unique (organization_id, seq),
	constraint label unique (label, organization_id),
	constraint thing_document_is_scim_without_our_columns check (
		jsonb_typeof(document::jsonb) = 'object' and
		not folded ?| array['id', 'schemas', 'meta', 'price', 'fragile', 'made', 'checked', 'pin'])
);
create index thing_made on scim.things (made, organization_id);
create index thing_price on scim.things (price, organization_id);
create index thing_folded on scim.things using gin (folded jsonb_path_ops);
comment on table scim.things is 'Things of the tests.';

create function scim.thing_json(u scim.things) returns jsonb
language sql stable
as $$
	select pg_catalog.jsonb_strip_nulls(u.document::jsonb || pg_catalog.jsonb_build_object(
		'price', u.price, 'fragile', u.fragile, 'made', u.made, 'checked', u.checked))
$$;
comment on function scim.thing_json is 'A thing as events show it.';

create function scim.thing_changes() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
	one jsonb := case when tg_op <> 'INSERT' then scim.thing_json(old) end;
	other jsonb := case when tg_op <> 'DELETE' then scim.thing_json(new) end;
begin
	if tg_op = 'UPDATE' then
		new.version := old.version + 1;
		new.modified_at := greatest(clock_timestamp(), old.modified_at + interval '1 microsecond');
		perform scim.record(old.organization_id, 'changed', 'Thing', old.id, null,
			scim.difference(one, other), scim.difference(other, one));
		return new;
	end if;
	perform scim.record(coalesce(new.organization_id, old.organization_id),
		case tg_op when 'INSERT' then 'created' else 'deleted' end, 'Thing', coalesce(new.id, old.id), null, one, other);
	return coalesce(new, old);
end
$$;
comment on function scim.thing_changes is 'Trigger: the version moves, and what changed is recorded.';

create trigger thing_changes before insert or update or delete on scim.things
	for each row execute function scim.thing_changes();

create type scim.thing_row as (
	seq bigint,
	id uuid,
	version bigint,
	created timestamptz,
	modified timestamptz,
	price text,
	fragile boolean,
	made timestamptz,
	checked timestamptz,
	document text
);

create function scim.thing_rows(organization uuid) returns setof scim.thing_row
language sql stable
as $$
	select u.seq, u.id, u.version, u.created_at, u.modified_at, u.price::text, u.fragile, u.made, u.checked, u.document
	from scim.things u
	where u.organization_id = organization
$$;
comment on function scim.thing_rows is 'The things of an organization; see scim.user_rows.';

create function scim.thing_read(key_hash bytea, id uuid, with_rows boolean) returns setof scim.thing_row
language sql stable
as $$
	select r.* from scim.authenticate(key_hash) a
	left join lateral scim.thing_rows(a.organization_id) r on r.id = thing_read.id
$$;
comment on function scim.thing_read is 'GET /Things/{id}.';

create function scim.things_read(ids uuid[], with_rows boolean) returns setof scim.thing_row
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
	select r.* from scim.thing_rows(scim.acting_organization()) r where r.id = any (ids)
$$;
comment on function scim.things_read is 'The things of a page; see scim.users_read.';

create function scim.thing_lock(key_hash bytea, id uuid) returns setof uuid
language sql security definer set search_path = pg_catalog, pg_temp
as $$
	select id from scim.authenticate(key_hash) a
	left join lateral (
		select from scim.things u where u.organization_id = a.organization_id and u.id = thing_lock.id
		for no key update) u on true
$$;
comment on function scim.thing_lock is 'Hold a thing until the transaction ends; see scim.user_lock.';

create function scim.thing_create(key_hash bytea, request_id text, client text,
	price double precision, fragile boolean, made timestamptz, checked timestamptz, document text)
returns setof scim.thing_row
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_variable
declare
	organization uuid := scim.enter(key_hash, request_id, client);
	new_id uuid;
begin
	if organization is null then
		return;
	end if;
	insert into scim.things as u (organization_id, price, fragile, made, document)
	values (organization, price, coalesce(fragile, false), made, document)
	returning u.id into new_id;
	return query select r.* from scim.thing_rows(organization) r where r.id = new_id;
end
$$;
comment on function scim.thing_create is 'POST /Things.';

create function scim.thing_replace(key_hash bytea, request_id text, client text,
	id uuid, versions bigint[], price double precision, fragile boolean, made timestamptz, checked timestamptz, document text)
returns setof scim.thing_row
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_variable
declare
	organization uuid := scim.enter(key_hash, request_id, client);
	u scim.things;
begin
	if organization is null then
		return;
	end if;
	select * into u from scim.things s where s.organization_id = organization and s.id = id for no key update;
	if not found then
		return query select (null::scim.thing_row).*;
		return;
	end if;
	if u.version <> all (versions) then
		raise exception 'The Thing was changed meanwhile: its version is W/"%"', u.version using errcode = 'SC412';
	end if;
	fragile := coalesce(fragile, false);
	if (u.price, u.fragile, u.made) is distinct from (price, fragile, made) or u.document::jsonb <> document::jsonb then
		update scim.things s set price = price, fragile = fragile, made = made, document = document where s.id = id;
	end if;
	return query select r.* from scim.thing_rows(organization) r where r.id = id;
end
$$;
comment on function scim.thing_replace is 'PUT and PATCH /Things/{id}: null is unassigned, of fragile false. Nothing is written when nothing changes.';

create function scim.thing_delete(key_hash bytea, request_id text, client text, id uuid, versions bigint[])
returns setof uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_variable
declare
	organization uuid := scim.enter(key_hash, request_id, client);
	u scim.things;
begin
	if organization is null then
		return;
	end if;
	select * into u from scim.things s where s.organization_id = organization and s.id = id for update;
	if found and u.version <> all (versions) then
		raise exception 'The Thing was changed meanwhile: its version is W/"%"', u.version using errcode = 'SC412';
	end if;
	delete from scim.things s where s.id = u.id;
	return next u.id;
end
$$;
comment on function scim.thing_delete is 'DELETE /Things/{id}.';

revoke execute on all functions in schema scim from public;
grant select on scim.things to scim_worker, scim_admin, scim_reader;
grant execute on function scim.things_read, scim.thing_rows, scim.thing_read, scim.thing_lock, scim.thing_create, scim.thing_replace,
	scim.thing_delete
	to scim_worker;
