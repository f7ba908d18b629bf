-- The administrator's functions.  Organizations, projects and roles are
-- named by their names; keys by their labels.

create function scim.organization_id(name text) returns uuid
language plpgsql stable
as $$
#variable_conflict use_variable
declare
	found_id uuid;
begin
	select o.id into found_id from scim.organizations o where o.name_key = scim.fold(name);
	if not found then
		raise exception 'there is no organization "%"', name using errcode = 'SC404',
			hint = 'select name from scim.organizations;';
	end if;
	return found_id;
end
$$;
comment on function scim.organization_id is 'The id of an organization; raises SC404 when there is none.';

create function scim.project_id(organization text, project text) returns uuid
language plpgsql stable
as $$
#variable_conflict use_variable
declare
	found_id uuid;
begin
	select p.id into found_id from scim.projects p
	where p.organization_id = scim.organization_id(organization) and p.name_key = scim.fold(project);
	if not found then
		raise exception 'organization "%" has no project "%"', organization, project using errcode = 'SC404',
			hint = 'select project from scim.role_group_overview;';
	end if;
	return found_id;
end
$$;
comment on function scim.project_id is 'The id of a project; raises SC404 when there is none.';

create function scim.organization_create(name text, owner_user_name text, domains text[],
	prefix text default 'Statsig', owner_document jsonb default '{}')
returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_variable
declare
	organization uuid := gen_random_uuid();
	owner_id uuid;
begin
	insert into scim.organizations (id, name, prefix) values (organization, name, prefix);
	insert into scim.organization_domains (organization_id, domain)
	select organization, scim.fold(d) from unnest(domains) d;
	insert into scim.roles (organization_id, name)
	select organization, r from unnest(array['Owner', 'Admin', 'Member', 'Read-Only']) r;
	insert into scim.users as u (organization_id, role, document)
	values (organization, 'Admin', (jsonb_build_object('userName', owner_user_name)
		|| case when scim.domain_of(owner_user_name) is null then '{}' else jsonb_build_object('emails',
			jsonb_build_array(jsonb_build_object('value', owner_user_name, 'type', 'work', 'primary', true))) end
		|| owner_document)::text)
	returning u.id into owner_id;
	insert into scim.owners (organization_id, user_id) values (organization, owner_id);
	set constraints all immediate;
	return organization;
end
$$;
comment on function scim.organization_create is
	'Make an organization with its owner''s account, e-mail domains (or {*}) and the built-in roles. owner_document carries more of the owner''s SCIM attributes; give a name, for Okta''s test looks at that of the first account: {"name": {"givenName": ..., "familyName": ...}}.';

create function scim.organization_suspend(organization text) returns void
language sql security definer set search_path = pg_catalog, pg_temp
as $$
	update scim.organizations set suspended_at = now()
	where id = scim.organization_id(organization) and suspended_at is null
$$;
comment on function scim.organization_suspend is 'Answer every request of the organization with 403, until scim.organization_resume().';

create function scim.organization_resume(organization text) returns void
language sql security definer set search_path = pg_catalog, pg_temp
as $$
	update scim.organizations set suspended_at = null
	where id = scim.organization_id(organization) and suspended_at is not null
$$;
comment on function scim.organization_resume is 'Serve a suspended organization again.';

create function scim.domain_add(organization text, domain text) returns void
language sql security definer set search_path = pg_catalog, pg_temp
as $$
	insert into scim.organization_domains (organization_id, domain)
	values (scim.organization_id(organization), scim.fold(domain))
$$;
comment on function scim.domain_add is 'Allow accounts with addresses in a domain; sub-domains are domains of their own; * allows any userName.';

create function scim.domain_remove(organization text, domain text) returns void
language sql security definer set search_path = pg_catalog, pg_temp
as $$
	delete from scim.organization_domains d
	where d.organization_id = scim.organization_id(organization) and d.domain = scim.fold(domain_remove.domain)
$$;
comment on function scim.domain_remove is 'Refused while an account still needs the domain.';

create function scim.role_create(organization text, role text) returns void
language sql security definer set search_path = pg_catalog, pg_temp
as $$
	insert into scim.roles (organization_id, name) values (scim.organization_id(organization), role)
$$;
comment on function scim.role_create is 'Make a role; each project gets a role group for it.';

create function scim.role_delete(organization text, role text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_variable
declare
	org uuid := scim.organization_id(organization);
begin
	if scim.fold(role) in ('owner', 'admin', 'member', 'read-only') then
		raise exception 'role "%" is built in and cannot be deleted', role using errcode = 'SCMUT';
	end if;
	delete from scim.role_group_members m using scim.role_groups g
	where m.role_group_id = g.id and g.organization_id = org and scim.fold(g.role) = scim.fold(role_delete.role);
	delete from scim.role_groups g
	where g.organization_id = org and scim.fold(g.role) = scim.fold(role_delete.role);
	delete from scim.roles r where r.organization_id = org and r.name_key = scim.fold(role_delete.role);
	if not found then
		raise exception 'organization "%" has no role "%"', organization, role using errcode = 'SC404';
	end if;
end
$$;
comment on function scim.role_delete is 'Delete a role of the organization''s own, with its role groups and their memberships.';

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
	if owner_user_name is null then
		select o.user_id into owner_id from scim.owners o where o.organization_id = org;
	else
		select u.id into owner_id from scim.users u
		where u.organization_id = org and u.user_name_key = scim.fold(owner_user_name) and u.active;
		if not found then
			raise exception 'organization "%" has no active user "%"', organization, owner_user_name using errcode = 'SC404';
		end if;
	end if;
	insert into scim.projects as p (organization_id, name) values (org, project) returning p.id into new_id;
	insert into scim.project_owners (organization_id, project_id, user_id) values (org, new_id, owner_id);
	set constraints all immediate;
	return new_id;
end
$$;
comment on function scim.project_create is
	'Make a project with a role group for each role. Its owner is the named active user, else the organization''s owner.';

create function scim.project_delete(organization text, project text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_variable
declare
	org uuid := scim.organization_id(organization);
	gone uuid := scim.project_id(organization, project);
begin
	delete from scim.role_group_members m using scim.role_groups g
	where m.role_group_id = g.id and g.project_id = gone;
	delete from scim.role_groups g where g.project_id = gone;
	delete from scim.teams t where t.project_id = gone;
	delete from scim.project_owners p where p.organization_id = org and p.project_id = gone;
	delete from scim.projects p where p.id = gone;
	set constraints all immediate;
end
$$;
comment on function scim.project_delete is 'Delete a project with its teams, role groups and memberships.';

create function scim.team_create(organization text, project text, team text) returns uuid
language sql security definer set search_path = pg_catalog, pg_temp
as $$
	insert into scim.teams (organization_id, project_id, name)
	values (scim.organization_id(organization), scim.project_id(organization, project), team)
	returning id
$$;
comment on function scim.team_create is 'Make a team with its Admin and Member groups; identity providers do the same by POST /Groups.';

create function scim.team_delete(organization text, project text, team text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_variable
declare
	gone uuid;
begin
	select t.id into gone from scim.teams t
	where t.project_id = scim.project_id(organization, project) and t.name_key = scim.fold(team);
	if not found then
		raise exception 'project "%" has no team "%"', project, team using errcode = 'SC404';
	end if;
	perform scim.team_delete_rows(scim.organization_id(organization), gone);
end
$$;
comment on function scim.team_delete is 'Delete a team with its role groups and memberships.';

create function scim.key_issue(organization text, label text, expires_at timestamptz default null) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_variable
declare
	-- Three random UUIDs have 366 random bits; the hash makes 256 of them.
	random bytea := sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));
	key text := 'scim-' || rtrim(translate(encode(random, 'base64'), '+/', '-_'), '=');
begin
	insert into scim.keys (organization_id, label, hash, expires_at)
	values (scim.organization_id(organization), label, sha256(convert_to(key, 'UTF8')), expires_at);
	return key;
end
$$;
comment on function scim.key_issue is
	'Issue a key for an organization''s identity provider. It is returned now and never again: only its hash is kept. Several keys may live at once.';

create function scim.key_revoke(organization text, label text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_variable
begin
	update scim.keys k set revoked_at = now()
	where k.organization_id = scim.organization_id(organization) and k.label = label and k.revoked_at is null;
	if not found then
		raise exception 'organization "%" has no live key "%"', organization, label using errcode = 'SC404',
			hint = 'select * from scim.key_overview;';
	end if;
end
$$;
comment on function scim.key_revoke is 'The next request with the key is answered 401.';
