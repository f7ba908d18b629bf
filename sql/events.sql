-- The record: one row per change, written in the same transaction by the
-- triggers, so that a statement typed in psql is on the record as well.

create function scim.acting(setting text) returns text
language sql stable
as $$
	-- Only a worker's session is believed: everybody can set these, but the
	-- worker's role can do nothing except call the functions that set them.
	select case when pg_catalog.pg_has_role(session_user, 'scim_worker', 'member')
		then nullif(pg_catalog.current_setting('scim.' || setting, true), '') end
$$;
comment on function scim.acting is
	'The key, request or client on whose behalf this transaction runs; null outside of a request.';

create function scim.record(organization uuid, kind text, resource text, resource_id uuid,
	user_id uuid, before jsonb, after jsonb)
returns bigint
language plpgsql
as $$
#variable_conflict use_variable
declare
	event bigint;
begin
	insert into scim.events (organization_id, kind, resource, resource_id, user_id, before, after, key_id, request_id, client)
	values (organization, kind, resource, resource_id, user_id, before, after,
		scim.acting('key')::uuid, scim.acting('request'), scim.acting('client'))
	returning id into event;
	return event;
end
$$;
comment on function scim.record is
	'Write an event and return its id: an assignment is evaluated as it is, PERFORM is a query.';

create function scim.request_refused(key_hash bytea, request_id text, client text, method text,
	resource text, resource_id uuid, status integer, scim_type text, detail text, user_name text)
returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_variable
declare
	organization uuid := scim.enter(key_hash, request_id, client);
begin
	if organization is not null then
		perform scim.record(organization, 'refused', resource, resource_id,
			case resource when 'User' then resource_id end, null,
			jsonb_strip_nulls(jsonb_build_object('method', left(method, 20), 'status', status, 'scimType', scim_type,
				'detail', detail, 'userName', left(user_name, 254))));
	end if;
end
$$;
comment on function scim.request_refused is
	'A request that would have changed something was refused, and what it was told: written after everything that it did was undone. user_name: of a user that was to be made; null for others.';

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

-- Whoever sets it needs the privilege too, which nobody has: the owner's
-- functions below have both.
create trigger insert_only before update or delete or truncate on scim.events
	for each statement when (current_setting('scim.events_change', true) = 'yes' is not true)
	execute function scim.refuse('events are a record');

-- Rows that TRUNCATE takes are seen by no trigger: nothing would be recorded, no
-- version would move, accounts would be counted that are gone.
do $$
declare
	one regclass;
begin
	for one in
		select oid from pg_class
		where relnamespace = 'scim'::regnamespace and relkind = 'r' and oid <> 'scim.events'::regclass
	loop
		execute format('create trigger no_truncate before truncate on %s for each statement
			execute function scim.refuse(%L)', one, 'delete the rows');
	end loop;
end
$$;

create function scim.events_prune(older_than interval) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
	n bigint;
begin
	if now() - older_than > now() - interval '30 days' is not false then
		raise exception 'events are kept for 30 days at least: give a longer interval than %',
			coalesce(older_than::text, 'null') using errcode = 'SCVAL';
	end if;
	perform set_config('scim.events_change', 'yes', true);
	with gone as (
		delete from scim.events where at < now() - older_than returning organization_id
	), counted as (
		select organization_id, count(*) as n from gone group by 1
	), recorded as (
		select c.n, scim.record(c.organization_id, 'pruned', 'Event', null, null,
			jsonb_build_object('events', c.n, 'until', now() - older_than), null)
		from counted c
	)
	select coalesce(sum(r.n), 0) into n from recorded r;
	perform set_config('scim.events_change', '', true);
	return n;
end
$$;
comment on function scim.events_prune is
	'Delete the events that are older than an interval of 30 days or more, for good, and return their number: select scim.events_prune(''2 years''). Only scim_auditor may; each organization gets an event that says so.';
