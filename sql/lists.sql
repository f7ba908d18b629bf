-- The worker's functions that answer lists (RFC 7644 3.4.2), as in users.sql:
-- what is found by one attribute, the walk over all users, and the rows of a
-- page whose ids a search has found (cgi/list.c).

create function scim.groups_of_users(organization uuid, users uuid[]) returns jsonb
language plpgsql stable
as $$
begin
	-- Each group is written once: most are those of many.
	return (
		with m as (
			select m.user_id, m.role_group_id from scim.members m
			where m.organization_id = organization and m.user_id = any (users)
		), g as materialized (
			select g.id, g.seq, scim.line_of(g.id, g.display_name) as line
			from scim.groups g where g.id = any (array(select distinct m.role_group_id from m))
		)
		select jsonb_object_agg(l.user_id, l.groups)
		from (
			select o.user_id, string_agg(o.line, e'\n') as groups
			from (
				select m.user_id, g.line from m join g on g.id = m.role_group_id
				order by m.user_id, g.seq) o
			group by o.user_id) l);
end
$$;
comment on function scim.groups_of_users is
	'The groups of the users of a page, the lines as texts by the users'' ids, in one pass: user by user they cost more than all else of a page.';

create type scim.user_list_row as (
	total bigint,
	place bigint,
	id uuid,
	version bigint,
	created timestamptz,
	modified timestamptz,
	active boolean,
	role text,
	document text,
	groups text
);
comment on type scim.user_list_row is
	'A scim.user_row of a list of total users; a list without any has one row, whose id is null.';

create function scim.users_find(key_hash bytea, with_groups boolean,
	attribute text, value text, most bigint)
returns setof scim.user_list_row
language plpgsql stable rows 1 security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_variable
declare
	organization uuid := (select k.organization_id from scim.live_key(key_hash) k);
	ids uuid[];
	nobody scim.user_list_row;
begin
	if organization is null then
		return;
	end if;
	if attribute = 'userName' then
		-- What is asked most: one statement, one user at most.  The index has
		-- a collation, which the result of a function has not.
		return query select 1::bigint, (r.user_row).*
		from scim.user_rows_and_keys(organization, with_groups, null) r
		where r.user_name_key collate "C" = value;
	else
		if attribute = 'externalId' then
			ids := array(select u.id from scim.users u
				where u.organization_id = organization and u.external_id_key = value order by u.seq);
		elsif attribute = 'id' then
			ids := array(select u.id from scim.users u
				where u.organization_id = organization and u.id = value::uuid);
		end if;
		return query select cardinality(ids)::bigint, r.* from scim.user_rows(organization, with_groups, null) r
		where r.id = any (ids[:most]) order by r.seq;
	end if;
	if not found then
		nobody.total := coalesce(cardinality(ids), 0);
		return next nobody;
	end if;
end
$$;
comment on function scim.users_find is
	'GET /Users?filter=attribute eq "value" (RFC 7644 3.4.2.2), what identity providers ask before they create: the first most (1 at least) of those users. value is as the attribute''s index has it.';

create function scim.user_place(organization uuid, skip bigint) returns table (total bigint, place bigint)
language plpgsql stable rows 1
as $$
declare
	one record;
	first_bucket bigint := 0;
	before bigint := 0;
begin
	total := 0;
	if skip is null then
		-- Pages by cursor: no place is sought, all buckets are one sum.
		select coalesce(pg_catalog.sum(c.n), 0) into total from scim.user_counts c
		where c.organization_id = organization;
		return next;
		return;
	end if;
	for one in
		select c.bucket, pg_catalog.sum(c.n) as n from scim.user_counts c
		where c.organization_id = organization group by c.bucket order by c.bucket
	loop
		if total <= skip then
			first_bucket := one.bucket;
			before := total;
		end if;
		total := total + one.n;
	end loop;
	if skip < total then
		select u.seq into place from scim.users u
		where u.organization_id = organization and u.seq >= first_bucket << 11
		order by u.seq offset skip - before limit 1;
	end if;
	return next;
end
$$;
comment on function scim.user_place is
	'How many users an organization has, and the seq of the one that skip others are before; null when there are not so many, or skip is null. Its cost does not follow the number of users: scim.user_counts has them in bulk.';

create function scim.users_page(key_hash bytea, with_groups boolean,
	skip bigint, after bigint, before bigint, most bigint)
returns setof scim.user_list_row
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_variable
declare
	organization uuid := (select k.organization_id from scim.live_key(key_hash) k);
	here record;
	first bigint;
	known jsonb;
	nobody scim.user_list_row;
begin
	if organization is null then
		return;
	end if;
	select * into here from scim.user_place(organization, skip);
	first := coalesce(after + 1, here.place);
	if before is not null then
		-- Backwards, the page begins so many users before.
		select min(u.seq), count(*) into first, most from (
			select s.seq from scim.users s
			where s.organization_id = organization and s.seq < before
			order by s.seq desc limit most) u;
	end if;
	if with_groups then
		known := scim.groups_of_users(organization, array(
			select u.id from scim.users u
			where u.organization_id = organization and u.seq >= first order by u.seq limit most));
	end if;
	return query select here.total, r.* from scim.user_rows(organization, false, known) r
	where r.seq >= first order by r.seq limit most;
	if not found then
		nobody.total := here.total;
		return next nobody;
	end if;
end
$$;
comment on function scim.users_page is
	'GET /Users (RFC 7644 3.4.2.4, RFC 9865): most users in the order of creation, those behind the skipped ones or after a place, or those before a place.';

create function scim.users_read(ids uuid[], with_groups boolean) returns setof scim.user_row
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
declare
	organization uuid := scim.acting_organization();
	known jsonb;
begin
	if with_groups then
		known := scim.groups_of_users(organization, ids);
	end if;
	return query select r.* from scim.user_rows(organization, false, known) r where r.id = any (ids);
end
$$;
comment on function scim.users_read is
	'The users of a page of a search, in any order, as far as they are of the organization whose key the search brings.';

create type scim.role_group_list_row as (
	total bigint,
	place bigint,
	id uuid,
	version bigint,
	created timestamptz,
	modified timestamptz,
	display_name text,
	external_id text,
	members text
);
comment on type scim.role_group_list_row is
	'A scim.role_group_row of a list of total role groups; a list without any has one row, whose id is null.';

create function scim.members_fit(role_groups uuid[], most integer) returns void
language plpgsql stable
as $$
begin
	if (select count(*) from (
		select from scim.role_group_members m where m.role_group_id = any (role_groups)
		limit most + 1::bigint) m) > most
	then
		raise exception 'The groups of this page have more than % members: ask for fewer groups by count, or for none of the members by excludedAttributes=members',
			most using errcode = 'SCMNY';
	end if;
end
$$;
comment on function scim.members_fit is
	'Raises SCMNY when the groups have more than most members.';

create function scim.groups_find(key_hash bytea, displayed integer, most_members integer,
	attribute text, value text, most bigint)
returns setof scim.role_group_list_row
language plpgsql stable rows 1 security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_variable
declare
	organization uuid := (select k.organization_id from scim.live_key(key_hash) k);
	ids uuid[];
	none scim.role_group_list_row;
begin
	if organization is null then
		return;
	end if;
	if attribute = 'displayName' then
		ids := array(select g.id from scim.groups g
			where g.organization_id = organization and g.display_name_key = value);
	elsif attribute = 'externalId' then
		ids := array(select g.id from scim.groups g
			where g.organization_id = organization and g.external_id_key = value order by g.seq);
	elsif attribute = 'id' then
		ids := array(select g.id from scim.groups g
			where g.organization_id = organization and g.id = value::uuid);
	end if;
	if displayed is not null then
		perform scim.members_fit(ids[:most], most_members);
	end if;
	return query select cardinality(ids)::bigint, r.* from scim.role_group_rows(organization, displayed, null) r
	where r.id = any (ids[:most]) order by r.seq;
	if not found then
		none.total := cardinality(ids);
		return next none;
	end if;
end
$$;
comment on function scim.groups_find is
	'GET /Groups?filter=attribute eq "value" (RFC 7644 3.4.2.2), as scim.users_find(); raises SCMNY when they have more than most_members.';

create function scim.groups_read(ids uuid[], displayed integer, most_members integer) returns setof scim.role_group_row
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
declare
	organization uuid := scim.acting_organization();
begin
	if displayed is not null then
		perform scim.members_fit(ids, most_members);
	end if;
	return query select r.* from scim.role_group_rows(organization, displayed, null) r where r.id = any (ids);
end
$$;
comment on function scim.groups_read is
	'The role groups of a page, as scim.users_read(); raises SCMNY when they have more than most_members.';
