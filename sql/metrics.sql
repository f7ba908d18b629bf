-- What to watch: conf/metrics.yaml shows Prometheus each organization, GET /metrics
-- the sum of them.

create view scim.metrics as
select o.name as organization,
	(o.suspended_at is not null)::int as suspended,
	coalesce(u.active, 0) as users_active,
	coalesce(u.deactivated, 0) as users_deactivated,
	coalesce(m.members, 0) as members,
	coalesce(k.live, 0) as keys_live,
	extract(epoch from k.expires_at) as key_expires,
	extract(epoch from (
		select e.at from scim.events e where e.organization_id = o.id order by e.id desc limit 1)) as last_event
from scim.organizations o
left join (
	select organization_id, count(*) filter (where active) as active, count(*) filter (where not active) as deactivated
	from scim.users group by organization_id) u on u.organization_id = o.id
left join (
	select organization_id, count(*) as members
	from scim.role_group_members group by organization_id) m on m.organization_id = o.id
left join (
	select organization_id, count(*) as live, min(expires_at) as expires_at
	from scim.keys where revoked_at is null and (expires_at is null or expires_at > now())
	group by organization_id) k on k.organization_id = o.id;
comment on view scim.metrics is
	'Numbers for monitoring, a row for each organization: key_expires is the next end of a live key, last_event the latest change, both in seconds since 1970 (null: none).';

create function scim.metrics_text() returns text
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
	select string_agg(format(e'# HELP scim_service_%1$s %2$s\n# TYPE scim_service_%1$s gauge\nscim_service_%1$s %3$s\n',
		name, help, value), '' order by place)
	from (
		select count(*) as organizations, coalesce(sum(suspended), 0) as suspended,
			count(*) filter (where keys_live = 0) as without_key,
			coalesce(sum(users_active), 0) as users_active,
			coalesce(sum(users_deactivated), 0) as users_deactivated, coalesce(sum(members), 0) as members,
			coalesce(sum(keys_live), 0) as keys_live, min(key_expires) as key_expires, max(last_event) as last_event
		from scim.metrics) m
	cross join lateral (values
		(1, 'organizations', 'Organizations', m.organizations::numeric),
		(2, 'suspended', 'Organizations whose requests are refused', m.suspended),
		(3, 'without_key', 'Organizations that no key is accepted for', m.without_key),
		(4, 'users_active', 'Active accounts', m.users_active),
		(5, 'users_deactivated', 'Deactivated accounts', m.users_deactivated),
		(6, 'members', 'Memberships in role groups, owners of projects apart', m.members),
		(7, 'keys_live', 'Keys that are accepted', m.keys_live),
		(8, 'key_expires', 'When the next live key ends, in seconds since 1970', m.key_expires),
		(9, 'last_event', 'When something was changed last, in seconds since 1970', m.last_event)
	) as line (place, name, help, value)
	where value is not null
$$;
comment on function scim.metrics_text is
	'GET /metrics: the sums of scim.metrics as Prometheus reads them. No names, for a worker that asks has no key: what each organization has is for scim_reader.';
