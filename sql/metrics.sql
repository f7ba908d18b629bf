-- What to watch: conf/metrics.yaml shows it to Prometheus.

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
