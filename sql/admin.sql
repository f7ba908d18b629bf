-- The administrator's functions: organizations and their domains; projects.sql,
-- keys.sql and people.sql have the others.  Everything is named by its name,
-- without regard to case.

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
			hint = 'select organization from scim.organization_overview;';
	end if;
	return found_id;
end
$$;
comment on function scim.organization_id is 'The id of an organization; raises SC404 when there is none.';

create function scim.organization_hold(name text) returns uuid
language plpgsql
as $$
#variable_conflict use_variable
declare
	held uuid := scim.organization_id(name);
begin
	perform from scim.organizations o where o.id = held for no key update;
	return held;
end
$$;
comment on function scim.organization_hold is
	'The id of an organization that nobody else gives projects, roles and teams, or renames or deletes them, until the transaction ends.';

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
			hint = 'select organization, project from scim.project_overview;';
	end if;
	return found_id;
end
$$;
comment on function scim.project_id is 'The id of a project; raises SC404 when there is none.';

create function scim.team_id(organization text, project text, team text) returns uuid
language plpgsql stable
as $$
#variable_conflict use_variable
declare
	found_id uuid;
begin
	select t.id into found_id from scim.teams t
	where t.project_id = scim.project_id(organization, project) and t.name_key = scim.fold(team);
	if not found then
		raise exception 'project "%" has no team "%"', project, team using errcode = 'SC404',
			hint = 'select project, team from scim.role_group_overview;';
	end if;
	return found_id;
end
$$;
comment on function scim.team_id is 'The id of a team; raises SC404 when there is none.';

create function scim.user_id(organization text, user_name text) returns uuid
language plpgsql stable
as $$
#variable_conflict use_variable
declare
	found_id uuid;
begin
	select u.id into found_id from scim.users u
	where u.organization_id = scim.organization_id(organization) and u.user_name_key = scim.fold(user_name);
	if not found then
		raise exception 'organization "%" has no user "%"', organization, user_name using errcode = 'SC404',
			hint = format('select * from scim.user_find(%L);', split_part(user_name, '@', 1));
	end if;
	return found_id;
end
$$;
comment on function scim.user_id is 'The id of an account, also a deactivated one; raises SC404 when there is none.';

create function scim.user_is_active(organization text, user_name text) returns void
language plpgsql
as $$
#variable_conflict use_variable
begin
	perform from scim.users u where u.id = scim.user_id(organization, user_name) and u.active for key share;
	if not found then
		raise exception 'User % is deactivated', user_name using errcode = 'SCVAL',
			hint = 'Activate the account first, best at the identity provider; or update scim.users set active = true where ...';
	end if;
end
$$;
comment on function scim.user_is_active is 'Raises SCVAL when the account is deactivated, SC404 when there is none; it stays active meanwhile.';

create function scim.role_name(organization text, role text) returns text
language plpgsql stable
as $$
#variable_conflict use_variable
declare
	found_name text;
begin
	select r.name into found_name from scim.roles r
	where r.organization_id = scim.organization_id(organization) and r.name_key = scim.fold(role);
	if not found then
		raise exception 'organization "%" has no role "%"', organization, role using errcode = 'SC404',
			hint = 'select * from scim.roles;';
	elsif scim.fold(role) in ('owner', 'admin', 'member', 'read-only') then
		raise exception 'role "%" is built in and cannot be changed', role using errcode = 'SCMUT';
	end if;
	return found_name;
end
$$;
comment on function scim.role_name is
	'The name of one of the organization''s own roles, as it is spelled; raises SC404 when there is none, SCMUT for a built-in one.';

create function scim.name_is_possible(what text, name text, taken boolean) returns void
language plpgsql
as $$
begin
	if scim.is_name(name) is not true then
		raise exception 'the % needs a name of 1 to 250 bytes that is not blank and has no control or invisible characters, not "%"',
			what, left(name, 60) using errcode = 'SCVAL';
	elsif taken then
		-- For the sentence only: the constraints make it true.
		raise exception '% "%" exists already: choose another name', what, name using errcode = 'SC409';
	end if;
end
$$;
comment on function scim.name_is_possible is 'Raises SCVAL for what is no name, SC409 when it is taken.';

create function scim.judge() returns void
language plpgsql
as $$
begin
	set constraints all immediate;
	set constraints all deferred;	-- again, for what else the transaction does
end
$$;
comment on function scim.judge is 'Check now what would be checked at the commit.';

-- Organizations.

create function scim.organization_create(name text, owner_user_name text, domains text[],
	prefix text default 'Statsig', owner_document jsonb default '{}')
returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_variable
declare
	organization uuid := scim.new_id();
	owner_id uuid;
begin
	perform scim.name_is_possible('organization', name, exists (
		select from scim.organizations o where o.name_key = scim.fold(name)));
	if owner_user_name is null then
		raise exception 'organization "%" needs an owner: give a userName', name using errcode = 'SCVAL';
	end if;
	insert into scim.organizations (id, name, prefix) values (organization, name, prefix);
	perform scim.domain_add(name, d) from unnest(domains) d;
	insert into scim.roles (organization_id, name)
	select organization, r from unnest(array['Owner', 'Admin', 'Member', 'Read-Only']) r;
	insert into scim.users as u (organization_id, role, document)
	values (organization, 'Admin', (jsonb_build_object('userName', owner_user_name)
		|| case when scim.domain_of(owner_user_name) is null then '{}' else jsonb_build_object('emails',
			jsonb_build_array(jsonb_build_object('value', owner_user_name, 'type', 'work', 'primary', true))) end
		|| owner_document)::text)
	returning u.id into owner_id;
	insert into scim.owners (organization_id, user_id) values (organization, owner_id);
	perform scim.judge();
	return organization;
end
$$;
comment on function scim.organization_create is
	'Make an organization with its owner''s account, e-mail domains (or {*}) and the built-in roles. owner_document carries more of the owner''s SCIM attributes; give a name, for Okta''s test looks at that of the first account: {"name": {"givenName": ..., "familyName": ...}}.';

create function scim.organization_rename(organization text, new_name text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_variable
declare
	org uuid := scim.organization_id(organization);
begin
	perform scim.name_is_possible('organization', new_name, exists (
		select from scim.organizations o where o.name_key = scim.fold(new_name) and o.id <> org));
	update scim.organizations o set name = new_name where o.id = org;
end
$$;
comment on function scim.organization_rename is 'Identity providers do not notice: the names of role groups begin with the prefix.';

create function scim.prefix_set(organization text, prefix text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_variable
begin
	perform scim.name_is_possible('prefix', prefix, false);
	update scim.organizations o set prefix = prefix where o.id = scim.organization_hold(organization);
end
$$;
comment on function scim.prefix_set is
	'What the names of the organization''s role groups begin with; they all follow at once, and identity providers link groups by id.';

create function scim.owner_set(organization text, user_name text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_variable
begin
	perform from scim.owners o where o.organization_id = scim.organization_id(organization) for update;
	perform scim.user_is_active(organization, user_name);
	perform scim.owner_replace(scim.organization_id(organization), scim.user_id(organization, user_name));
	perform scim.judge();
end
$$;
comment on function scim.owner_set is 'Make an active user the owner; the former owner becomes Admin.';

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

create function scim.organization_content(organization uuid) returns table (what text, rows bigint)
language sql stable
as $$
	values
		('projects', (select count(*) from scim.projects s where s.organization_id = organization)),
		('role groups', (select count(*) from scim.role_groups s where s.organization_id = organization)),
		('memberships', (select count(*) from scim.role_group_members s where s.organization_id = organization)),
		('users', (select count(*) from scim.users s where s.organization_id = organization)),
		('keys', (select count(*) from scim.keys s where s.organization_id = organization))
$$;
comment on function scim.organization_content is 'How much an organization has.';

create function scim.organization_delete(organization text, dry_run boolean default true)
returns table (what text, rows bigint)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
	org uuid := scim.organization_id(organization);
	live text;
begin
	-- The lock keeps a key from being issued meanwhile.
	perform from scim.organizations o where o.id = org for update;
	select string_agg('"' || k.label || '"', ', ' order by k.label) into live
	from scim.keys k
	where k.organization_id = org and k.revoked_at is null and (k.expires_at is null or k.expires_at > now());
	if live is not null then
		raise exception 'organization "%" has live keys (%): revoke them first', organization, live using errcode = 'SCMUT',
			hint = format('select scim.key_revoke(%L, ...);', organization);
	end if;
	return query select * from scim.organization_content(org);
	if dry_run then
		return;
	end if;
	perform scim.project_delete(organization, p.name) from scim.projects p where p.organization_id = org;
	delete from scim.owners o where o.organization_id = org;
	delete from scim.users u where u.organization_id = org;
	delete from scim.organization_domains d where d.organization_id = org;
	delete from scim.roles r where r.organization_id = org;
	delete from scim.keys k where k.organization_id = org;
	delete from scim.organizations o where o.id = org;
	perform scim.judge();
end
$$;
comment on function scim.organization_delete is
	'What an organization has, and with dry_run => false the end of it all. Refused while one of its keys is live. The events stay.';

-- E-mail domains.

create function scim.domain_add(organization text, domain text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_variable
begin
	if (scim.fold(domain) ~ '^([a-z0-9.-]+|\*)$') is not true then
		raise exception 'domain "%" must be letters, digits, dots and hyphens, or * for any userName', domain
			using errcode = 'SCVAL';
	end if;
	insert into scim.organization_domains (organization_id, domain)
	values (scim.organization_id(organization), scim.fold(domain)) on conflict do nothing;
end
$$;
comment on function scim.domain_add is 'Allow accounts with addresses in a domain; sub-domains are domains of their own; * allows any userName.';

create function scim.domain_remove(organization text, domain text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_variable
begin
	delete from scim.organization_domains d
	where d.organization_id = scim.organization_id(organization) and d.domain = scim.fold(domain);
	if not found then
		raise exception 'organization "%" has no domain "%"', organization, domain using errcode = 'SC404',
			hint = 'select organization, domains from scim.organization_overview;';
	end if;
end
$$;
comment on function scim.domain_remove is 'Refused while an account still needs the domain.';
