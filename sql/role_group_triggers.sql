-- What holds for role groups whoever changes them, see invariants.sql: names,
-- versions, members, and that they come and go with projects, roles and teams.

create function scim.role_group_changes() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
	select concat_ws('-', o.prefix, p.name, t.name, new.role), p.archived_at is not null
	into new.display_name, new.archived
	from scim.organizations o
	join scim.projects p on p.id = new.project_id
	left join scim.teams t on t.id = new.team_id
	where o.id = new.organization_id;
	if (tg_op = 'INSERT' or new.display_name <> old.display_name) and exists (
		select from scim.role_groups g where g.organization_id = new.organization_id
		and g.display_name_key = scim.fold(new.display_name) and g.id <> new.id)
	then
		-- For the sentence only: the constraint "displayName" makes it true.
		raise exception 'displayName "%" is already in use', new.display_name using errcode = 'SC409',
			hint = 'Other names of project, team and role make that name too: choose another.';
	end if;
	if tg_op = 'INSERT' then
		return new;
	end if;
	if (new.display_name, new.external_id, new.version)
	is not distinct from (old.display_name, old.external_id, old.version) then
		return new;
	end if;
	new.version := old.version + 1;
	if old.created_at <> statement_timestamp() then	-- else it is being made
		new.modified_at := greatest(clock_timestamp(), old.modified_at + interval '1 microsecond');
	end if;
	if (new.display_name, new.external_id) is distinct from (old.display_name, old.external_id) then
		perform scim.record(new.organization_id, 'changed', 'Group', new.id, null,
			jsonb_build_object('displayName', old.display_name, 'externalId', old.external_id),
			jsonb_build_object('displayName', new.display_name, 'externalId', new.external_id));
	end if;
	return new;
end
$$;
comment on function scim.role_group_changes is 'Trigger: the name follows what it is made of, archived the project; the version moves.';

create trigger role_group_changes before insert or update on scim.role_groups
	for each row execute function scim.role_group_changes();

create function scim.members_changed() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
	-- Once, not for each of 100,000 rows.
	acting_key uuid := scim.acting('key');
	acting_request text := scim.acting('request');
	acting_client text := scim.acting('client');
begin
	perform from scim.role_groups g where g.id in (select role_group_id from members)
	order by g.id for no key update;
	update scim.role_groups g set version = g.version + 1
	where g.id in (select role_group_id from members);
	insert into scim.events (organization_id, kind, resource, resource_id, user_id, before, after, key_id, request_id, client)
	select m.organization_id, case tg_op when 'INSERT' then 'member added' else 'member removed' end,
		'Group', m.role_group_id, m.user_id,
		case tg_op when 'DELETE' then names end, case tg_op when 'INSERT' then names end,
		acting_key, acting_request, acting_client
	from members m
	join scim.role_groups g on g.id = m.role_group_id
	join scim.users u on u.id = m.user_id
	cross join lateral jsonb_build_object('group', g.display_name, 'userName', u.user_name) names;
	return null;
end
$$;
comment on function scim.members_changed is 'Trigger: the group''s version moves, each membership is recorded.';

create trigger members_added after insert on scim.role_group_members
	referencing new table as members
	for each statement execute function scim.members_changed();
create trigger members_removed after delete on scim.role_group_members
	referencing old table as members
	for each statement execute function scim.members_changed();
create trigger members_fixed before update on scim.role_group_members
	for each statement execute function scim.refuse('delete the row and insert another');

-- Projects, roles and teams bring their role groups with them.

create function scim.one_at_a_time() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
	perform from scim.organizations o where o.id = new.organization_id for no key update;
	return new;
end
$$;
comment on function scim.one_at_a_time is
	'Trigger: what role groups are made of comes one after the other, so that a role and a project made at once see each other; scim.organization_hold() does the same for changes.';
create trigger one_at_a_time before insert on scim.projects
	for each row execute function scim.one_at_a_time();
create trigger one_at_a_time before insert on scim.roles
	for each row execute function scim.one_at_a_time();
create trigger one_at_a_time before insert on scim.teams
	for each row execute function scim.one_at_a_time();

create function scim.role_groups_of_project() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
	insert into scim.role_groups (organization_id, project_id, role, display_name)
	select new.organization_id, new.id, r.name, ''
	from scim.roles r where r.organization_id = new.organization_id order by r.seq;
	return null;
end
$$;
comment on function scim.role_groups_of_project is 'Trigger: a new project gets a group for each role.';
create trigger role_groups_of_project after insert on scim.projects
	for each row execute function scim.role_groups_of_project();

create function scim.role_groups_of_role() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
	insert into scim.role_groups (organization_id, project_id, role, display_name)
	select new.organization_id, p.id, new.name, ''
	from scim.projects p where p.organization_id = new.organization_id order by p.created_at, p.id;
	return null;
end
$$;
comment on function scim.role_groups_of_role is 'Trigger: a new role gets a group in each project.';
create trigger role_groups_of_role after insert on scim.roles
	for each row execute function scim.role_groups_of_role();

create function scim.role_groups_of_team() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
	insert into scim.role_groups (organization_id, project_id, team_id, role, display_name)
	select new.organization_id, new.project_id, new.id, role, ''
	from unnest(array['Admin', 'Member']) role;
	return null;
end
$$;
comment on function scim.role_groups_of_team is 'Trigger: a new team gets its Admin and Member groups.';
create trigger role_groups_of_team after insert on scim.teams
	for each row execute function scim.role_groups_of_team();

create function scim.renamed() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
	renamed_id uuid;
begin
	for renamed_id in
		select g.id from scim.role_groups g
		where case tg_table_name
			when 'organizations' then g.organization_id = new.id
			when 'projects' then g.project_id = new.id
			else g.team_id = new.id end
		order by g.id
	loop
		-- Writing the version makes role_group_changes() compute the name.
		update scim.role_groups g set version = g.version + 1 where g.id = renamed_id;
	end loop;
	return null;
end
$$;
comment on function scim.renamed is 'Trigger: role groups follow, in name and in being archived.';
create trigger renamed after update of prefix on scim.organizations
	for each row when (new.prefix <> old.prefix) execute function scim.renamed();
create trigger renamed after update of name, archived_at on scim.projects
	for each row when (new.name <> old.name or new.archived_at is distinct from old.archived_at) execute function scim.renamed();
create trigger renamed after update of name on scim.teams
	for each row when (new.name <> old.name) execute function scim.renamed();

-- The record of what administrators do.

create function scim.structure_changed() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
	unsaid constant text[] := '{hash,last_used_at,name_key,seq,suspended}';
	one jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) - unsaid end;
	other jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) - unsaid end;
	row_id jsonb := coalesce(other, one);
begin
	if one = other then
		return null;
	end if;
	perform scim.record(
		coalesce(row_id ->> 'organization_id', row_id ->> 'id')::uuid,
		case tg_op when 'INSERT' then 'created' when 'DELETE' then 'deleted' else 'changed' end,
		tg_argv[0], (row_id ->> 'id')::uuid, null, one, other);
	return null;
end
$$;
comment on function scim.structure_changed is 'Trigger: record it; the argument says what the row is.';

create trigger recorded after insert or update or delete on scim.organizations
	for each row execute function scim.structure_changed('Organization');
create trigger recorded after insert or update or delete on scim.organization_domains
	for each row execute function scim.structure_changed('Domain');
create trigger recorded after insert or update or delete on scim.keys
	for each row execute function scim.structure_changed('Key');
create trigger recorded after insert or update or delete on scim.projects
	for each row execute function scim.structure_changed('Project');
create trigger recorded after insert or update or delete on scim.roles
	for each row execute function scim.structure_changed('Role');
create trigger recorded after insert or update or delete on scim.teams
	for each row execute function scim.structure_changed('Team');
