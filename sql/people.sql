-- The administrator's functions on accounts and on what the record has of them.

create function scim.user_find(part text) returns setof scim.user_overview
language sql stable
as $$
	select o.* from scim.user_overview o
	where pg_catalog.strpos(scim.fold(pg_catalog.concat_ws(' ', o.user_name, o.display_name, o.email, o.external_id, o.id)),
		scim.fold(part)) > 0
	order by o.organization, o.user_name
$$;
comment on function scim.user_find is
	'The accounts with a text in userName, display name, e-mail, externalId or id: select * from scim.user_find(''ann'');';

create function scim.user_role_restore(organization uuid, restored uuid, role_group uuid) returns text
language plpgsql
as $$
#variable_conflict use_variable
declare
	g scim.role_groups;
begin
	select * into g from scim.role_groups s where s.organization_id = organization and s.id = role_group;
	if not found then
		return 'is gone';
	elsif not g.owner_group then
		insert into scim.role_group_members (organization_id, role_group_id, user_id)
		values (organization, role_group, restored) on conflict do nothing;
		return case when found then 'given back' else 'is there' end;
	end if;
	-- Only from whom it passed to when he left.
	update scim.project_owners p set user_id = restored
	from scim.owners o
	where p.organization_id = organization and p.project_id = g.project_id and p.user_id <> restored
	and o.organization_id = organization and o.user_id = p.user_id;
	return case when found then 'given back' else (
		select case when p.user_id = restored then 'is there' else 'is owned by ' || u.user_name end
		from scim.project_owners p join scim.users u on u.id = p.user_id
		where p.organization_id = organization and p.project_id = g.project_id) end;
end
$$;
comment on function scim.user_role_restore is 'Put a user back into a role group; what came of it, in words.';

create function scim.user_roles_restore(organization text, user_name text)
returns table (role text, outcome text)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_variable
declare
	org uuid := scim.organization_id(organization);
	restored uuid := scim.user_id(organization, user_name);
	lost jsonb;
	role_group jsonb;
begin
	perform from scim.users u where u.id = restored for no key update;	-- for the role
	perform scim.user_is_active(organization, user_name);
	select e.before into lost from scim.events e
	where e.organization_id = org and e.user_id = restored and e.kind = 'deactivated'
	order by e.id desc limit 1;
	if not found then
		raise exception 'no event says that % was deactivated: there is nothing to give back', user_name
			using errcode = 'SC404';
	end if;
	perform from scim.project_owners p where p.organization_id = org order by p.project_id for update;
	perform from scim.role_groups g
	where g.id in (select (l ->> 'value')::uuid from jsonb_array_elements(lost -> 'groups') l)
	order by g.id for no key update;
	for role_group in select * from jsonb_array_elements(lost -> 'groups') loop
		role := role_group ->> 'display';
		outcome := scim.user_role_restore(org, restored, (role_group ->> 'value')::uuid);
		return next;
	end loop;
	if lost ->> 'statsigOrgRole' = 'Admin' then
		update scim.users u set role = 'Admin' where u.id = restored and u.role <> 'Admin';
		role := 'Admin of the organization';
		outcome := case when found then 'given back' else 'is there' end;
		return next;
	end if;
	perform scim.judge();
end
$$;
comment on function scim.user_roles_restore is
	'Give an account that is active again the roles that its last deactivation took: one row for each, with what came of it. A project goes back only from the organization''s owner, to whom it had passed.';

create function scim.organization_ids(name text) returns uuid[]
language plpgsql stable
as $$
#variable_conflict use_variable
declare
	ids constant uuid[] := array(
		select o.id from scim.organizations o where o.name_key = scim.fold(name)
		union all
		select e.organization_id from scim.events e
		where e.resource = 'Organization' and e.kind = 'deleted' and scim.fold(e.before ->> 'name') = scim.fold(name));
begin
	if ids = '{}' then
		raise exception 'there is and was no organization "%"', name using errcode = 'SC404',
			hint = 'select before ->> ''name'' from scim.events where resource = ''Organization'' and kind = ''deleted'';';
	end if;
	return ids;
end
$$;
comment on function scim.organization_ids is
	'The organizations that are or, when they were deleted, were called so; raises SC404 when there is none.';

create function scim.user_names(organization uuid, accounts uuid[]) returns text[]
language sql stable
as $$
	select array(
		select distinct name from scim.events e
		cross join lateral (values (e.before ->> 'userName'), (e.after ->> 'userName')) n (name)
		where e.organization_id = organization and e.user_id = any (accounts) and name is not null)
$$;
comment on function scim.user_names is 'Every userName under which the record knows accounts.';

create function scim.mentions(detail text, name text) returns boolean
language sql immutable
as $$
	select scim.fold(detail) ~ ('(^|[\s"(])'
		|| pg_catalog.regexp_replace(scim.fold(name), '([^[:alnum:]])', '\\\1', 'g') || '($|[\s"),:])')
$$;
comment on function scim.mentions is 'Does a sentence have the name, as a word of its own?';

create function scim.forgotten(e scim.events, accounts uuid[]) returns scim.events
language plpgsql immutable
as $$
begin
	if e.resource = 'User' and e.kind <> 'refused' then
		select jsonb_object_agg(key, value) into e.before from jsonb_each(e.before)
		where key in ('active', 'statsigOrgRole', 'groups');
		select jsonb_object_agg(key, value) into e.after from jsonb_each(e.after)
		where key in ('active', 'statsigOrgRole');
	elsif e.kind = 'owner replaced' then
		if (e.before ->> 'owner_id')::uuid = any (accounts) then
			e.before := e.before - 'owner';
		end if;
		if (e.after ->> 'owner_id')::uuid = any (accounts) then
			e.after := e.after - 'owner';
		end if;
	else
		e.before := e.before - 'userName';
		e.after := e.after - '{userName,detail}'::text[];
	end if;
	return e;
end
$$;
comment on function scim.forgotten is 'An event without what says who the accounts were.';

create function scim.events_forget(organization uuid, user_name text) returns bigint
language plpgsql
as $$
#variable_conflict use_variable
declare
	gone constant uuid[] := array(
		select e.user_id from scim.events e
		where e.organization_id = organization and e.resource = 'User' and e.kind = 'deleted'
		and scim.fold(e.before ->> 'userName') = scim.fold(user_name));
	names constant text[] := user_name || scim.user_names(organization, gone);
	n bigint;
begin
	perform set_config('scim.events_change', 'yes', true);
	update scim.events e set before = f.before, after = f.after
	from scim.events s cross join lateral scim.forgotten(s, gone) f
	where s.id = e.id and s.organization_id = organization and (
		s.user_id = any (gone)
		or s.kind = 'owner replaced' and (s.before ->> 'owner_id')::uuid = any (gone)
		or s.kind = 'refused' and exists (select from unnest(names) name
			where scim.fold(s.after ->> 'userName') = scim.fold(name) or scim.mentions(s.after ->> 'detail', name)))
	and (f.before, f.after) is distinct from (s.before, s.after);
	get diagnostics n = row_count;
	perform set_config('scim.events_change', '', true);
	perform scim.record(organization, 'forgotten', 'User', id, id, null, null)
	from unnest(case gone when '{}' then array[null::uuid] else gone end) id where n > 0;
	return n;
end
$$;
comment on function scim.events_forget is 'Remove from the events of one organization who had accounts of that name, or was refused one.';

create function scim.user_forget(organization text, user_name text) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_variable
declare
	ids constant uuid[] := scim.organization_ids(organization);
	n bigint;
begin
	if exists (select from scim.users u where u.organization_id = any (ids) and u.user_name_key = scim.fold(user_name)) then
		raise exception 'organization "%" has a user "%": delete the account first', organization, user_name
			using errcode = 'SCMUT';
	end if;
	select sum(scim.events_forget(id, user_name)) into n from unnest(ids) id;
	if n > 0 is not true then
		raise exception 'no event of organization "%" says who "%" was', organization, user_name
			using errcode = 'SC404', hint = 'select * from scim.event_overview where user_name = ...;';
	end if;
	return n;
end
$$;
comment on function scim.user_forget is
	'Remove from the events what says who a deleted account''s person was, or somebody who was refused an account, and return the number of events. Who changed it, when, and which roles it had stays. It finds deleted organizations too. Backups and logs of the database are the operator''s.';
