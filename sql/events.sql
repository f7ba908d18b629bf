-- The record: one row per change, written in the same transaction by the
-- triggers, so that a statement typed in psql is on the record as well.

create table scim.events (
	id bigint primary key generated always as identity,
	at timestamptz not null default clock_timestamp(),
	organization_id uuid not null,
	kind text not null,
	resource text not null,
	resource_id uuid,
	user_id uuid,
	key_id uuid,
	database_role name not null default session_user,
	request_id text,
	client text,
	before jsonb,
	after jsonb
);
create index event_of_organization on scim.events (organization_id, id);
create index event_of_user on scim.events (organization_id, user_id, id);
create index event_of_resource on scim.events (organization_id, resource_id, id);
comment on table scim.events is 'What happened, insert-only. scim.event_overview tells it in words.';
comment on column scim.events.kind is 'created, changed, deleted; activated, deactivated; member added, member removed; owner replaced.';
comment on column scim.events.resource is 'User, Group, Organization, Domain, Key, Project, Role or Team.';
comment on column scim.events.user_id is 'The person concerned, also when the resource is a Group or Project.';
comment on column scim.events.key_id is 'The key of the request; null: somebody''s own statement.';
comment on column scim.events.database_role is 'The login role of the session, always.';
comment on column scim.events.before is 'What was there, as far as it changed; of a deactivated or deleted user the names of the role groups that were lost too.';

create function scim.acting(setting text) returns text
language plpgsql stable
as $$
begin
	-- Only a worker's session is believed: everybody can set these, but the
	-- worker's role can do nothing except call the functions that set them.
	if pg_catalog.pg_has_role(session_user, 'scim_worker', 'member') then
		return nullif(pg_catalog.current_setting('scim.' || setting, true), '');
	end if;
	return null;
end
$$;
comment on function scim.acting is
	'The key, request or client on whose behalf this transaction runs; null outside of a request.';

create function scim.record(organization uuid, kind text, resource text, resource_id uuid,
	user_id uuid, before jsonb, after jsonb)
returns void
language plpgsql
as $$
#variable_conflict use_variable
begin
	insert into scim.events (organization_id, kind, resource, resource_id, user_id, before, after, key_id, request_id, client)
	values (organization, kind, resource, resource_id, user_id, before, after,
		scim.acting('key')::uuid, scim.acting('request'), scim.acting('client'));
end
$$;
comment on function scim.record is 'Write an event.';

create function scim.difference(one jsonb, other jsonb) returns jsonb
language plpgsql immutable
as $$
begin
	return (select pg_catalog.jsonb_object_agg(key, value) from pg_catalog.jsonb_each(one)
		where value is distinct from other -> key);
end
$$;
comment on function scim.difference is 'The members of one that other does not have alike; null when there are none.';

create function scim.refuse() returns trigger
language plpgsql
as $$
begin
	raise exception '% on scim.% is not possible: %', lower(tg_op), tg_table_name, tg_argv[0]
		using errcode = 'SCMUT';
end
$$;
comment on function scim.refuse is 'Trigger: refuse the statement; the argument says why.';

create trigger insert_only before update or delete or truncate on scim.events
	for each statement execute function scim.refuse('events are a record');
