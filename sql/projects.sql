-- The administrator's functions on projects, roles and teams, which bring their
-- role groups with them.

-- Roles.

create function scim.role_create(organization text, role text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_variable
declare
	org uuid := scim.organization_id(organization);
begin
	perform scim.name_is_possible('role', role, exists (
		select from scim.roles r where r.organization_id = org and r.name_key = scim.fold(role)));
	insert into scim.roles (organization_id, name) values (org, role);
end
$$;
comment on function scim.role_create is 'Make a role; each project gets a role group for it.';

create function scim.role_rename(organization text, role text, new_name text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_variable
declare
	org uuid := scim.organization_hold(organization);
	old_name text := scim.role_name(organization, role);
begin
	perform scim.name_is_possible('role', new_name, exists (
		select from scim.roles r where r.organization_id = org and r.name_key = scim.fold(new_name) and r.name <> old_name));
	-- The foreign key would write them in an order of its own.
	perform from scim.role_groups g where g.organization_id = org and g.role = old_name order by g.id for update;
	update scim.roles r set name = new_name where r.organization_id = org and r.name = old_name;
end
$$;
comment on function scim.role_rename is 'Rename one of the organization''s own roles; its role groups keep id and members, their names follow.';

create function scim.role_delete(organization text, role text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_variable
declare
	org uuid := scim.organization_hold(organization);
	gone text := scim.role_name(organization, role);
begin
	perform scim.role_groups_delete(array(
		select g.id from scim.role_groups g where g.organization_id = org and g.role = gone));
	delete from scim.roles r where r.organization_id = org and r.name = gone;
end
$$;
comment on function scim.role_delete is 'Delete one of the organization''s own roles, with its role groups and their memberships.';

-- Projects.

create function scim.project_create(organization text, project text, owner_user_name text default null)
returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_variable
declare
	org uuid := scim.organization_id(organization);
	owner_id uuid;
	new_id uuid;
begin
	perform scim.name_is_possible('project', project, exists (
		select from scim.projects p where p.organization_id = org and p.name_key = scim.fold(project)));
	if owner_user_name is null then
		select o.user_id into owner_id from scim.owners o where o.organization_id = org for share;
	else
		perform scim.user_is_active(organization, owner_user_name);
		owner_id := scim.user_id(organization, owner_user_name);
	end if;
	insert into scim.projects as p (organization_id, name) values (org, project) returning p.id into new_id;
	insert into scim.project_owners (organization_id, project_id, role_group_id, user_id)
	select org, new_id, g.id, owner_id from scim.role_groups g where g.project_id = new_id and g.owner_group;
	perform scim.judge();
	return new_id;
end
$$;
comment on function scim.project_create is
	'Make a project with a role group for each role. Its owner is the named active user, else the organization''s owner.';

create function scim.project_rename(organization text, project text, new_name text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_variable
declare
	org uuid := scim.organization_hold(organization);
	renamed uuid := scim.project_id(organization, project);
begin
	perform scim.name_is_possible('project', new_name, exists (
		select from scim.projects p where p.organization_id = org and p.name_key = scim.fold(new_name) and p.id <> renamed));
	update scim.projects p set name = new_name where p.id = renamed;
end
$$;
comment on function scim.project_rename is 'Its role groups keep id and members, their names follow; identity providers link groups by id.';

create function scim.project_archive(organization text, project text) returns void
language sql security definer set search_path = pg_catalog, pg_temp
as $$
	with held as (select scim.organization_hold(organization) as id)
	update scim.projects p set archived_at = now() from held
	where p.organization_id = held.id and p.id = scim.project_id(organization, project) and p.archived_at is null
$$;
comment on function scim.project_archive is
	'The roles in a project give nothing, and SCIM does not see its role groups, until scim.project_unarchive(). Who leaves meanwhile loses them for good.';

create function scim.project_unarchive(organization text, project text) returns void
language sql security definer set search_path = pg_catalog, pg_temp
as $$
	with held as (select scim.organization_hold(organization) as id)
	update scim.projects p set archived_at = null from held
	where p.organization_id = held.id and p.id = scim.project_id(organization, project) and p.archived_at is not null
$$;
comment on function scim.project_unarchive is 'An archived project is what it was, with the members who are still there.';

create function scim.project_owner_set(organization text, project text, user_name text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_variable
begin
	perform scim.user_is_active(organization, user_name);
	update scim.project_owners p set user_id = scim.user_id(organization, user_name)
	where p.organization_id = scim.organization_id(organization) and p.project_id = scim.project_id(organization, project);
	perform scim.judge();
end
$$;
comment on function scim.project_owner_set is 'Make an active user the owner of a project.';

create function scim.project_delete(organization text, project text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_variable
declare
	org uuid := scim.organization_hold(organization);
	gone uuid := scim.project_id(organization, project);
begin
	delete from scim.project_owners p where p.organization_id = org and p.project_id = gone;
	perform scim.role_groups_delete(array(
		select g.id from scim.role_groups g where g.organization_id = org and g.project_id = gone));
	delete from scim.teams t where t.project_id = gone;
	delete from scim.projects p where p.id = gone;
	perform scim.judge();
end
$$;
comment on function scim.project_delete is 'Delete a project with its teams, role groups and memberships.';

-- Teams.

create function scim.team_create(organization text, project text, team text) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_variable
declare
	parent uuid := scim.project_id(organization, project);
	new_id uuid;
begin
	perform scim.name_is_possible('team', team, exists (
		select from scim.teams t where t.project_id = parent and t.name_key = scim.fold(team)));
	insert into scim.teams as t (organization_id, project_id, name)
	values (scim.organization_id(organization), parent, team)
	returning t.id into new_id;
	return new_id;
end
$$;
comment on function scim.team_create is 'Make a team with its Admin and Member groups; identity providers do the same by POST /Groups.';

create function scim.team_rename(organization text, project text, team text, new_name text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_variable
declare
	org uuid := scim.organization_hold(organization);
	parent uuid := scim.project_id(organization, project);
	renamed uuid := scim.team_id(organization, project, team);
begin
	perform scim.name_is_possible('team', new_name, exists (
		select from scim.teams t where t.project_id = parent and t.name_key = scim.fold(new_name) and t.id <> renamed));
	update scim.teams t set name = new_name where t.organization_id = org and t.id = renamed;
end
$$;
comment on function scim.team_rename is 'Its role groups keep id and members, their names follow.';

create function scim.team_delete(organization text, project text, team text) returns void
language sql security definer set search_path = pg_catalog, pg_temp
as $$
	select scim.team_delete_rows(scim.organization_hold(organization), scim.team_id(organization, project, team))
$$;
comment on function scim.team_delete is 'Delete a team with its role groups and memberships.';
