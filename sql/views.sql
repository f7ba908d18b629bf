-- Views for people.

create view scim.organization_overview as
select o.name as organization, u.user_name as owner, o.prefix,
	(select string_agg(d.domain, ', ' order by d.domain) from scim.organization_domains d where d.organization_id = o.id) as domains,
	(select count(*) from scim.users s where s.organization_id = o.id and s.active) as users_active,
	(select count(*) from scim.users s where s.organization_id = o.id and not s.active) as users_deactivated,
	(select count(*) from scim.projects p where p.organization_id = o.id) as projects,
	(select count(*) from scim.keys k where k.organization_id = o.id and k.revoked_at is null
		and (k.expires_at is null or k.expires_at > now())) as live_keys,
	o.suspended_at, o.id
from scim.organizations o
join scim.owners w on w.organization_id = o.id
join scim.users u on u.id = w.user_id;
comment on view scim.organization_overview is 'Each organization at a glance.';

create view scim.key_overview as
select o.name as organization, k.label,
	case when k.revoked_at is not null then 'revoked' when k.expires_at <= now() then 'expired' else 'live' end as state,
	k.created_at, k.expires_at, k.revoked_at, left(encode(k.hash, 'hex'), 8) as log, k.id
from scim.keys k join scim.organizations o on o.id = k.organization_id;
comment on view scim.key_overview is 'The keys. log is what key= is in the log of requests: the beginning of a hash, of which no key can be found.';

create view scim.role_group_overview as
select o.name as organization, p.name as project, t.name as team, g.role, g.display_name,
	case when g.owner_group then 1 else
		(select count(*) from scim.role_group_members m where m.role_group_id = g.id) end as members,
	g.external_id, g.modified_at, g.id
from scim.role_groups g
join scim.organizations o on o.id = g.organization_id
join scim.projects p on p.id = g.project_id
left join scim.teams t on t.id = g.team_id;
comment on view scim.role_group_overview is 'What SCIM calls Groups: each role of each project and team, with the number of members.';

create view scim.member_overview as
select o.name as organization, p.name as project, t.name as team, g.role, u.user_name, u.display_name,
	m.since, g.display_name as role_group, u.id as user_id, g.id as role_group_id
from (
	select role_group_id, user_id, since from scim.role_group_members
	union all
	select g.id, w.user_id, w.since from scim.project_owners w
	join scim.role_groups g on g.organization_id = w.organization_id and g.project_id = w.project_id and g.owner_group
) m
join scim.role_groups g on g.id = m.role_group_id
join scim.users u on u.id = m.user_id
join scim.organizations o on o.id = g.organization_id
join scim.projects p on p.id = g.project_id
left join scim.teams t on t.id = g.team_id;
comment on view scim.member_overview is 'Who has which role where, and since when; owners of projects included.';

create view scim.user_overview as
select o.name as organization, u.user_name, u.display_name, u.active,
	case when w.user_id is not null then 'Owner' else u.role end as role,
	(select string_agg(m.role_group, ', ' order by m.role_group) from scim.member_overview m where m.user_id = u.id) as roles,
	u.email, u.external_id, u.created_at, u.modified_at, u.id
from scim.users u
join scim.organizations o on o.id = u.organization_id
left join scim.owners w on w.organization_id = u.organization_id and w.user_id = u.id;
comment on view scim.user_overview is 'The accounts with their roles.';

create view scim.event_overview as
select e.at, o.name as organization,
	coalesce(k.label, e.database_role::text) as who,
	case
	when e.kind like 'member %' then coalesce(e.after, e.before) ->> 'userName'
		|| case e.kind when 'member added' then ' joined ' else ' left ' end || (coalesce(e.after, e.before) ->> 'group')
	when e.kind = 'owner replaced' then coalesce(e.after ->> 'owner', '') || ' replaced ' || coalesce(e.before ->> 'owner', 'nobody')
		|| ' as owner' || coalesce(' of project ' || (e.after ->> 'project'), '')
	when e.kind in ('deactivated', 'deleted') and e.resource = 'User' then e.kind || ' '
		|| coalesce(e.after ->> 'userName', e.before ->> 'userName')
		|| case when jsonb_array_length(e.before -> 'groups') > 0
			then ', lost ' || (select string_agg(g, ', ') from jsonb_array_elements_text(e.before -> 'groups') g) else '' end
	when e.resource = 'User' then e.kind || ' ' || (e.after ->> 'userName')
		|| case when e.kind = 'changed' then coalesce(': ' || (
			select string_agg(a, ', ' order by a) from jsonb_object_keys(e.before || (e.after - 'userName')) a), '') else '' end
	else e.kind || ' ' || lower(e.resource) || ' '
		|| coalesce(e.after ->> 'name', e.before ->> 'name', e.after ->> 'domain', e.before ->> 'domain',
			e.after ->> 'label', e.before ->> 'label', e.after ->> 'displayName', '')
	end as what,
	e.client, e.request_id, e.database_role, e.id
from scim.events e
left join scim.organizations o on o.id = e.organization_id
left join scim.keys k on k.id = e.key_id;
comment on view scim.event_overview is 'What happened, in words; newest last by id.';
