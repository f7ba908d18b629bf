-- The worker's functions on role groups, as in users.sql.

create view scim.groups with (security_invoker) as select * from scim.role_groups where not archived;
comment on view scim.groups is 'The role groups that SCIM has as Groups: those of archived projects it has not.';

create view scim.members with (security_invoker) as
select organization_id, role_group_id, user_id, since from scim.role_group_members
union all
select organization_id, role_group_id, user_id, since from scim.project_owners;
comment on view scim.members is 'Who is in which role group, owners of projects in their Owner groups too.';

create type scim.role_group_row as (
	seq bigint,
	id uuid,
	version bigint,
	created timestamptz,
	modified timestamptz,
	display_name text,
	external_id text,
	members text
);
comment on type scim.role_group_row is
	'A role group as the worker sends it: members are lines, or null for none; see scim.role_group_rows().';

create function scim.line_of(id uuid, display text) returns text
language sql stable
as $$ select id::text || pg_catalog.to_json(display) $$;
comment on function scim.line_of is
	'A member of a role group, or a role group of a user: the id and behind it the JSON string that SCIM calls display; inlined.';

create function scim.role_group_rows(organization uuid, displayed integer, known bigint[])
returns setof scim.role_group_row
language sql stable
as $$
	select g.seq, g.id, g.version, g.created_at, g.modified_at, g.display_name, g.external_id,
		case
		when displayed is null or g.version = any (known) then null
		when displayed < (select count(*) from (
			select from scim.members m where m.role_group_id = g.id limit displayed + 1::bigint) m)
		then (select pg_catalog.string_agg(m.user_id::text, e'\n') from (
			select m.user_id from scim.members m where m.role_group_id = g.id order by m.user_id) m)
		else (select pg_catalog.string_agg(scim.line_of(u.id, coalesce(nullif(u.display_name, ''), u.user_name)),
				e'\n' order by u.seq)
			from scim.users u
			where u.id in (select m.user_id from scim.members m where m.role_group_id = g.id))
		end
	from scim.groups g
	where g.organization_id = organization
$$;
comment on function scim.role_group_rows is
	'The role groups of an organization; see scim.user_rows. members has a line for each member, see scim.line_of(), or the id alone when there are more than displayed members, for their display costs 4 times the rest. Members are not read when displayed is null or the group''s version is known.';

create function scim.group_read_unless(key_hash bytea, id uuid, displayed integer, known bigint[])
returns setof scim.role_group_row
language plpgsql stable rows 1 security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_variable
declare
	organization uuid := (select k.organization_id from scim.live_key(key_hash) k);
begin
	if organization is null then
		return;
	end if;
	return query select r.* from scim.role_group_rows(organization, displayed, known) r where r.id = id;
	if not found then
		return next null;
	end if;
end
$$;
comment on function scim.group_read_unless is
	'GET /Groups/{id} (RFC 7644 3.4.1). known: the versions of If-None-Match, of which no members are sent.';

create function scim.members_are_possible(organization uuid, ids uuid[], not_ids text) returns void
language plpgsql
as $$
#variable_conflict use_variable
declare
	strangers text;
	deactivated text;
begin
	select concat_ws(', ', not_ids, string_agg(i.id::text, ', ' order by i.id) filter (where u.id is null)),
		(array_agg(u.user_name order by u.seq) filter (where not u.active))[1]
	into strangers, deactivated
	from unnest(ids) i (id)
	left join scim.users u on u.organization_id = organization and u.id = i.id;
	if strangers <> '' then
		raise exception 'members: this organization has no user with the id %', strangers using errcode = 'SCVAL';
	end if;
	if deactivated is not null then
		raise exception 'User % is deactivated', deactivated using errcode = 'SCVAL';
	end if;
end
$$;
comment on function scim.members_are_possible is
	'Raises SCVAL when an id is no user of the organization, or a deactivated one. not_ids: what the client named besides that is no UUID, or null.';

create function scim.members_compare(role_group uuid, replaces boolean, adds uuid[], removes uuid[],
	out joining uuid[], out leaving uuid[])
language plpgsql stable
as $$
begin
	if replaces then
		select array_agg(a.id) filter (where m.user_id is null), array_agg(m.user_id) filter (where a.id is null)
		into joining, leaving
		from unnest(adds) a (id)
		full join (select n.user_id from scim.role_group_members n where n.role_group_id = role_group) m
			on m.user_id = a.id;
	else
		select array_agg(a.id) into joining
		from unnest(adds) a (id)
		where not exists (select from scim.role_group_members m
			where m.role_group_id = role_group and m.user_id = a.id);
		leaving := removes;
	end if;
end
$$;
comment on function scim.members_compare is
	'Who of adds is no member yet, and who is to leave: removes, or with replaces whoever is not in adds; null for nobody. By look-ups, so that the group''s size does not matter, or of the whole group at once.';

create function scim.members_change(organization uuid, role_group uuid, joining uuid[], leaving uuid[]) returns void
language plpgsql
as $$
begin
	if cardinality(leaving) > 0 then
		delete from scim.role_group_members m
		where m.role_group_id = role_group and m.user_id = any (leaving);
	end if;
	if cardinality(joining) > 0 then
		insert into scim.role_group_members (organization_id, role_group_id, user_id)
		select organization, role_group, id from unnest(joining) id order by id;
	end if;
end
$$;
comment on function scim.members_change is
	'Membership as a set difference: its cost follows the members who change.';

create function scim.project_owner_change(organization uuid, project uuid, replaces boolean, adds uuid[], removes uuid[])
returns void
language plpgsql
as $$
#variable_conflict use_variable
declare
	members uuid[];
begin
	select array(
		select p.user_id from scim.project_owners p
		where p.organization_id = organization and p.project_id = project
		and not replaces and p.user_id <> all (removes)
		union
		select unnest(adds)) into members;
	if cardinality(members) = 0 then
		raise exception 'Owner cannot be modified' using errcode = 'SCMUT';
	elsif cardinality(members) > 1 then
		raise exception 'Cannot set multiple owners' using errcode = 'SCVAL';
	end if;
	update scim.project_owners p set user_id = members[1], since = now()
	where p.organization_id = organization and p.project_id = project and p.user_id <> members[1];
end
$$;
comment on function scim.project_owner_change is
	'Membership of an Owner group: what counts is that one member is left. Raises SCMUT for none, SCVAL for several.';

create function scim.group_modify(key_hash bytea, request_id text, client text,
	id uuid, versions bigint[], display_name text, sets_external_id boolean, external_id text,
	replaces boolean, adds uuid[], not_ids text, removes uuid[], displayed integer)
returns setof scim.role_group_row
language plpgsql security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_variable
declare
	organization uuid := scim.enter(key_hash, request_id, client);
	g scim.role_groups;
	seen bigint;
	change record;
begin
	if organization is null then
		return;
	end if;
	select * into g from scim.groups s where s.organization_id = organization and s.id = id;
	if not found then
		return query select (null::scim.role_group_row).*;
		return;
	end if;
	seen := g.version;
	change := scim.members_compare(id, replaces, adds, removes);
	-- Users before groups, as deactivation locks them; only the new ones.
	perform from scim.users u
	where u.organization_id = organization and u.id = any (change.joining)
	order by u.id for key share;
	if g.owner_group then
		perform from scim.project_owners p
		where p.organization_id = organization and p.project_id = g.project_id for update;
	end if;
	select * into g from scim.groups s where s.organization_id = organization and s.id = id for no key update;
	if not found then
		return query select (null::scim.role_group_row).*;
		return;
	end if;
	if g.version <> all (versions) then
		raise exception 'The Group was changed meanwhile: its version is W/"%"', g.version using errcode = 'SC412';
	end if;
	if scim.fold(display_name) <> g.display_name_key then
		raise exception 'Group names cannot be changed via SCIM' using errcode = 'SCMUT';
	end if;
	-- Whoever changes the members moves the version.
	if g.version <> seen then
		change := scim.members_compare(id, replaces, adds, removes);
	end if;
	perform scim.members_are_possible(organization, change.joining, not_ids);
	if not g.owner_group then
		perform scim.members_change(organization, id, change.joining, change.leaving);
	elsif replaces or cardinality(adds) > 0 or cardinality(removes) > 0 then
		perform scim.project_owner_change(organization, g.project_id, replaces, adds, removes);
	end if;
	if sets_external_id and external_id is distinct from g.external_id then
		update scim.role_groups s set external_id = external_id where s.id = id;
	end if;
	set constraints all immediate;
	return query select * from scim.role_group_rows(organization, displayed, null) r where r.id = id;
end
$$;
comment on function scim.group_modify is
	'PUT and PATCH /Groups/{id} (RFC 7644 3.5): members in adds join, those in removes leave, with replaces all others leave too. adds and removes have no id in common; not_ids are further adds that are no UUIDs. display_name null: not named. versions as in user_replace. Raises SC412, SCMUT (name, owner), SCVAL.';

create function scim.group_create(key_hash bytea, request_id text, client text,
	display_name text, external_id text, members uuid[], not_ids text, displayed integer)
returns setof scim.role_group_row
language plpgsql security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_variable
declare
	organization uuid := scim.enter(key_hash, request_id, client);
	name_key text := scim.fold(display_name);
	project record;
	team_role text;
	team_name text;
	new_team uuid;
	new_id uuid;
begin
	if organization is null then
		return;
	end if;
	if exists (select from scim.groups g where g.organization_id = organization and g.display_name_key = name_key) then
		raise exception 'displayName "%" is already in use: find the group by a filter and change its members',
			display_name using errcode = 'SC409';
	end if;
	-- prefix-project-team-role: the longest project name that fits.
	select p.id, substr(display_name, length(o.prefix) + length(p.name) + 3) as rest into project
	from scim.organizations o join scim.projects p on p.organization_id = o.id
	where o.id = organization and p.archived_at is null
	and starts_with(name_key, scim.fold(o.prefix || '-' || p.name || '-'))
	order by length(p.name) desc limit 1;
	select r into team_role from unnest(array['Admin', 'Member']) r
	where right(scim.fold(project.rest), length(r) + 1) = '-' || scim.fold(r);
	team_name := left(project.rest, -length('-' || team_role));
	if coalesce(btrim(team_name), '') = '' then
		raise exception 'Project creation is not supported via SCIM' using errcode = 'SC403';
	end if;
	if not scim.is_name(team_name) then
		raise exception 'displayName: the team''s name must have 1 to 250 bytes and no control characters'
			using errcode = 'SCVAL';
	end if;
	perform from scim.users u where u.organization_id = organization and u.id = any (members)
	order by u.id for key share;
	perform scim.members_are_possible(organization, members, not_ids);
	insert into scim.teams as t (organization_id, project_id, name)
	values (organization, project.id, team_name)
	returning t.id into new_team;
	select g.id into new_id from scim.role_groups g where g.team_id = new_team and g.role = team_role;
	if external_id is not null then
		update scim.role_groups g set external_id = external_id where g.id = new_id;
	end if;
	perform scim.members_change(organization, new_id, members, null);
	set constraints all immediate;
	return query select * from scim.role_group_rows(organization, displayed, null) r where r.id = new_id;
end
$$;
comment on function scim.group_create is
	'POST /Groups (RFC 7644 3.3): makes a team of an existing project, with both its role groups, and puts the members into the named one. Raises SC403 (no such project), SC409 (displayName), SCVAL (members).';

create function scim.role_groups_delete(role_groups uuid[]) returns void
language plpgsql
as $$
#variable_conflict use_variable
begin
	perform from scim.role_groups g where g.id = any (role_groups) order by g.id for update;
	delete from scim.role_group_members m where m.role_group_id = any (role_groups);
	delete from scim.role_groups g where g.id = any (role_groups);
end
$$;
comment on function scim.role_groups_delete is 'Role groups with their memberships, each of which is recorded.';

create function scim.team_delete_rows(organization uuid, team uuid) returns void
language plpgsql
as $$
#variable_conflict use_variable
begin
	perform scim.role_groups_delete(array(
		select g.id from scim.role_groups g where g.organization_id = organization and g.team_id = team));
	delete from scim.teams t where t.organization_id = organization and t.id = team;
end
$$;
comment on function scim.team_delete_rows is 'A team with its role groups and their members.';

create function scim.group_delete(key_hash bytea, request_id text, client text, id uuid, versions bigint[])
returns setof uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_variable
declare
	organization uuid := scim.enter(key_hash, request_id, client);
	g scim.role_groups;
begin
	if organization is null then
		return;
	end if;
	-- Those of a team together: one after the other is not by id.
	perform from scim.role_groups s
	where s.team_id = (select t.team_id from scim.groups t where t.organization_id = organization and t.id = id)
	order by s.id for update;
	select * into g from scim.groups s where s.organization_id = organization and s.id = id for update;
	if found and g.team_id is null then
		raise exception 'Project deletion is not supported via SCIM' using errcode = 'SC403';
	end if;
	if g.version <> all (versions) then
		raise exception 'The Group was changed meanwhile: its version is W/"%"', g.version using errcode = 'SC412';
	end if;
	perform scim.team_delete_rows(organization, g.team_id);
	set constraints all immediate;
	return next g.id;
end
$$;
comment on function scim.group_delete is
	'DELETE /Groups/{id} (RFC 7644 3.6): a team goes with both its role groups. Raises SC403 for a project''s group, SC412.';
