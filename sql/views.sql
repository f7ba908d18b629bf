-- Views for people.  What one looks for stands first, ids last.

create view scim.organization_overview as
select o.name as organization, u.user_name as owner,
	(select count(*) from scim.users s where s.organization_id = o.id and s.active) as users_active,
	(select count(*) from scim.users s where s.organization_id = o.id and not s.active) as users_deactivated,
	(select count(*) from scim.projects p where p.organization_id = o.id) as projects,
	k.live_keys, k.next_expiry, k.last_request,
	(select count(*) from scim.events e where e.organization_id = o.id and e.kind = 'refused'
		and e.at > now() - interval '1 day') as refused_in_a_day,
	(select string_agg(d.domain, ', ' order by d.domain) from scim.organization_domains d where d.organization_id = o.id) as domains,
	o.prefix, o.suspended_at, o.id
from scim.organizations o
join scim.owners w on w.organization_id = o.id
join scim.users u on u.id = w.user_id
cross join lateral (
	select count(*) filter (where live) as live_keys, min(expires_at) filter (where live) as next_expiry,
		max(last_used_at) as last_request
	from (
		select expires_at, last_used_at, revoked_at is null and (expires_at is null or expires_at > now()) as live
		from scim.keys where organization_id = o.id) s) k;
comment on view scim.organization_overview is 'Each organization at a glance.';
comment on column scim.organization_overview.next_expiry is 'When the first of the live keys expires.';
comment on column scim.organization_overview.last_request is 'When its identity provider was last here, to five minutes.';
comment on column scim.organization_overview.refused_in_a_day is 'How many changes were refused in the last 24 hours; scim.event_overview has their reasons.';

create view scim.key_overview as
select o.name as organization, k.label,
	case when k.revoked_at is not null then 'revoked' when k.expires_at <= now() then 'expired' else 'live' end as state,
	k.last_used_at, k.expires_at, k.created_at, k.revoked_at, left(encode(k.hash, 'hex'), 8) as log, k.id
from scim.keys k join scim.organizations o on o.id = k.organization_id;
comment on view scim.key_overview is 'The keys. log is the beginning of a hash, of which no key can be found: what key= is in the log of requests while a worker does not know the key.';

create view scim.project_overview as
select o.name as organization, p.name as project, u.user_name as owner,
	(select count(*) from scim.teams t where t.project_id = p.id) as teams,
	(select count(distinct m.user_id) from scim.role_groups g join scim.role_group_members m on m.role_group_id = g.id
		where g.organization_id = p.organization_id and g.project_id = p.id) as members,
	p.created_at, p.archived_at, p.id
from scim.projects p
join scim.organizations o on o.id = p.organization_id
join scim.project_owners w on w.organization_id = p.organization_id and w.project_id = p.id
join scim.users u on u.id = w.user_id;
comment on view scim.project_overview is 'Each project with its owner, archived ones too.';
comment on column scim.project_overview.members is 'Accounts with a role besides the owner''s, in the project or one of its teams.';

create view scim.role_group_overview as
select o.name as organization, p.name as project, t.name as team, g.role, g.display_name,
	case when g.owner_group then 1 else
		(select count(*) from scim.role_group_members m where m.role_group_id = g.id) end as members,
	g.external_id, g.modified_at, g.id
from scim.groups g
join scim.organizations o on o.id = g.organization_id
join scim.projects p on p.id = g.project_id
left join scim.teams t on t.id = g.team_id;
comment on view scim.role_group_overview is 'What SCIM calls Groups: each role of each project and team, with the number of members; not of archived projects.';

create function scim.who(organization uuid, key_id uuid, database_role name) returns text
language plpgsql stable
as $$
#variable_conflict use_variable
begin
	return coalesce(
		(select k.label from scim.keys k where k.id = key_id),
		(select e.before ->> 'label' from scim.events e
			where e.organization_id = organization and e.resource_id = key_id and e.kind = 'deleted' limit 1),
		database_role);
end
$$;
comment on function scim.who is 'The label of the key that made a request, also of one that is gone, else the database role.';

create view scim.member_overview as
select o.name as organization, p.name as project, t.name as team, g.role, u.user_name, u.display_name, m.since,
	(select scim.who(e.organization_id, e.key_id, e.database_role) from scim.events e
		where e.organization_id = g.organization_id and e.user_id = u.id and (
			e.kind = 'member added' and e.resource_id = g.id
			or e.kind = 'owner replaced' and e.resource_id = p.id and g.owner_group)
		order by e.id desc limit 1) as given_by,
	g.display_name as role_group, u.id as user_id, g.id as role_group_id
from scim.members m
join scim.groups g on g.id = m.role_group_id
join scim.users u on u.id = m.user_id
join scim.organizations o on o.id = g.organization_id
join scim.projects p on p.id = g.project_id
left join scim.teams t on t.id = g.team_id;
comment on view scim.member_overview is 'Who has which role where, since when and by whom; owners of projects included, archived projects not.';
comment on column scim.member_overview.given_by is 'The key''s label or the database role; null: with the project, or the event was pruned.';

create view scim.access_overview as
select m.organization, m.user_name, m.project,
	string_agg(m.role || coalesce(' of team ' || m.team, ''), ', ' order by m.team nulls first, m.role) as roles,
	min(m.since) as since, m.user_id
from scim.member_overview m
group by m.organization, m.user_name, m.project, m.user_id;
comment on view scim.access_overview is 'What each user is in each project: the roles there and in its teams.';

create view scim.user_overview as
select o.name as organization, u.user_name, u.display_name, u.active,
	case when w.user_id is not null then 'Owner' else u.role end as role,
	(select string_agg(m.role_group, ', ' order by m.role_group) from scim.member_overview m where m.user_id = u.id) as roles,
	u.email, u.external_id, u.created_at, u.modified_at, u.id
from scim.users u
join scim.organizations o on o.id = u.organization_id
left join scim.owners w on w.organization_id = u.organization_id and w.user_id = u.id;
comment on view scim.user_overview is 'The accounts with their roles.';

create function scim.changed_attributes(one jsonb, other jsonb) returns text
language plpgsql immutable
as $$
begin
	-- A user's events have the userName beside what changed.
	return (select string_agg(name, ', ' order by name) from (
		select jsonb_object_keys(scim.difference(one, other)) union
		select jsonb_object_keys(scim.difference(other, one))) changed (name)
		where name <> 'userName' or one ? 'userName');
end
$$;
comment on function scim.changed_attributes is 'What differs between before and after of an event.';

create function scim.event_words(e scim.events, whom text) returns text
language plpgsql stable
as $$
declare
	one constant jsonb := coalesce(e.before, '{}');
	other constant jsonb := coalesce(e.after, '{}');
	old_name constant text := coalesce(one ->> 'name', case e.resource when 'Group' then one ->> 'displayName' end);
	new_name constant text := coalesce(other ->> 'name', case e.resource when 'Group' then other ->> 'displayName' end);
	person constant text := coalesce(whom, 'a forgotten user');
	what constant text := case e.resource when 'User' then person
		else concat_ws(' ', lower(e.resource), coalesce(new_name, old_name,
			other ->> 'domain', one ->> 'domain', other ->> 'label', one ->> 'label')) end;
begin
	return case e.kind
		when 'member added' then format('added %s to %s', person, other ->> 'group')
		when 'member removed' then format('removed %s from %s', person, one ->> 'group')
		when 'owner replaced' then format('made %s the owner%s, in place of %s', coalesce(other ->> 'owner', 'a forgotten user'),
			' of project ' || (other ->> 'project'), coalesce(one ->> 'owner', 'a forgotten user'))
		when 'refused' then format('was refused %s: %s', concat_ws(' of ', other ->> 'method', coalesce(whom, 'a ' || lower(e.resource))), coalesce(other ->> 'detail', other ->> 'status'))
		when 'pruned' then format('deleted %s events of before %s', one ->> 'events', left(one ->> 'until', 10))
		when 'forgotten' then 'removed from the events who a deleted user was'
		else case when old_name <> new_name
			then format('renamed %s %s to %s', lower(e.resource), old_name, new_name)
			else e.kind || ' ' || what
				|| coalesce(': ' || case e.kind when 'changed' then scim.changed_attributes(one, other) end, '')
			end || coalesce((
				select format(', who lost %s role%s: %s', count(*), case when count(*) > 1 then 's' end, string_agg(g ->> 'display', ', '))
				from jsonb_array_elements(one -> 'groups') g having count(*) > 0), '')
		end;
end
$$;
comment on function scim.event_words is 'What an event says: a predicate to the key or role that did it.';

create view scim.event_overview as
select e.at,
	coalesce(o.name, (select d.before ->> 'name' from scim.events d
		where d.organization_id = e.organization_id and d.resource_id = e.organization_id and d.kind = 'deleted')) as organization,
	scim.who(e.organization_id, e.key_id, e.database_role) as who,
	scim.event_words(e, coalesce(p.user_name, g.display_name)) as what,
	p.user_name, e.kind, e.client, e.request_id, e.database_role, e.id
from scim.events e
left join scim.organizations o on o.id = e.organization_id
left join scim.users u on u.id = e.user_id
left join scim.role_groups g on e.kind = 'refused' and g.id = e.resource_id
cross join lateral (select coalesce(e.after ->> 'userName', e.before ->> 'userName', u.user_name) as user_name) p;
comment on view scim.event_overview is 'What happened, in words; newest last by id.';
comment on column scim.event_overview.who is 'The key''s label, or the database role of somebody''s own statement.';
comment on column scim.event_overview.user_name is 'The person concerned, as it was called then.';

create view scim.problem_overview as
with live as (
	select * from scim.keys where revoked_at is null and (expires_at is null or expires_at > now())
)
select o.name as organization, s.problem, s.since, s.cure
from scim.organizations o
cross join lateral (
	select 'it is suspended: every request is answered 403' as problem, o.suspended_at as since,
		format('select scim.organization_resume(%L);', o.name) as cure
	where o.suspended_at is not null
	union all
	select 'no key is live: its identity provider is answered 401' as problem,
		(select max(coalesce(least(k.revoked_at, k.expires_at), o.created_at)) from scim.keys k where k.organization_id = o.id),
		format('select scim.key_issue(%L, ...);', o.name)
	where not exists (select from live where organization_id = o.id)
	union all
	select format('key "%s" expires on %s', label, expires_at::date), expires_at - interval '30 days',
		format('select scim.key_issue(%L, ...);  -- and enter it at the identity provider', o.name)
	from live where organization_id = o.id and expires_at < now() + interval '30 days'
	union all
	select format('key "%s" has not been used for 30 days', label), coalesce(last_used_at, created_at),
		format('select scim.key_revoke(%L, %L);  -- if nobody needs it', o.name, label)
	from live where organization_id = o.id and coalesce(last_used_at, created_at) < now() - interval '30 days'
	union all
	select format('refused changes in the last day: %s', count(*)), min(at),
		format('select at, who, what from scim.event_overview where organization = %L and kind = ''refused'';', o.name)
	from scim.events where organization_id = o.id and kind = 'refused' and at > now() - interval '1 day'
	having count(*) > 0
	union all
	select format('accounts deactivated or deleted in the last day: %s', count(*)), min(at),
		format('select at, who, what from scim.event_overview where organization = %L and kind in (''deactivated'', ''deleted'');', o.name)
	from scim.events e where organization_id = o.id and kind in ('deactivated', 'deleted') and resource = 'User'
	and at > now() - interval '1 day'
	having count(*) > 10 + (select count(*) from scim.users where organization_id = o.id and active) / 5
) s;
comment on view scim.problem_overview is 'What is worth a look: suspended organizations, keys that are missing, about to expire or unused, refused changes, many leavers at once.';

create view scim.help as
select p.proname || '(' || pg_get_function_arguments(p.oid) || ')' as function,
	obj_description(p.oid, 'pg_proc') as what_it_does
from pg_proc p
where p.pronamespace = 'scim'::regnamespace and (p.prosecdef or p.proretset)
and has_function_privilege(p.oid, 'execute')
order by 1;
comment on view scim.help is 'The functions that you may call, as their comments describe them.';
