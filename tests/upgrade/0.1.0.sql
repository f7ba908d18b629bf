-- Release 0.1.0 with an organization in it: a pg_dump of the database of its
-- tests/with-server, made once, where somebody else was the owner for a while
-- and somebody was deactivated, who lost a role.

--
-- PostgreSQL database dump
--

\restrict FWsIhoEjQaSRkekc9SD7MHIym4gTufrkaYc68twfAGn25vue0slozbQ5PTKl7Ix

-- Dumped from database version 15.20 (Debian 15.20-0+deb12u1)
-- Dumped by pg_dump version 15.20 (Debian 15.20-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: scim; Type: SCHEMA; Schema: -; Owner: scim_owner
--

CREATE SCHEMA scim;


ALTER SCHEMA scim OWNER TO scim_owner;

--
-- Name: SCHEMA scim; Type: COMMENT; Schema: -; Owner: scim_owner
--

COMMENT ON SCHEMA scim IS 'SCIM 2.0 provisioning: who is in which organization, and which roles they hold. Constraints and triggers keep it true, versioned and recorded, also for statements typed in psql.';


--
-- Name: is_name(text); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.is_name(value text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
	select pg_catalog.btrim(value) <> '' and pg_catalog.octet_length(value) <= 250
		and value !~ '[\u0001-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]'
$$;


ALTER FUNCTION scim.is_name(value text) OWNER TO scim_owner;

--
-- Name: FUNCTION is_name(value text); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.is_name(value text) IS 'Not blank, no control, bidi or invisible characters, 250 bytes at most: four names make a displayName, which is in a unique index.';


--
-- Name: name; Type: DOMAIN; Schema: scim; Owner: scim_owner
--

CREATE DOMAIN scim.name AS text
	CONSTRAINT name_is_plain CHECK (scim.is_name(VALUE));


ALTER DOMAIN scim.name OWNER TO scim_owner;

--
-- Name: DOMAIN name; Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON DOMAIN scim.name IS 'A name of an organization, project, role or team: see scim.is_name().';


--
-- Name: role_group_row; Type: TYPE; Schema: scim; Owner: scim_owner
--

CREATE TYPE scim.role_group_row AS (
	seq bigint,
	id uuid,
	version bigint,
	created text,
	modified text,
	display_name text,
	external_id text,
	members text
);


ALTER TYPE scim.role_group_row OWNER TO scim_owner;

--
-- Name: TYPE role_group_row; Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON TYPE scim.role_group_row IS 'A role group as the worker sends it: members is a JSON list, or null for none.';


--
-- Name: user_row; Type: TYPE; Schema: scim; Owner: scim_owner
--

CREATE TYPE scim.user_row AS (
	seq bigint,
	id uuid,
	version bigint,
	created text,
	modified text,
	active boolean,
	role text,
	document text,
	groups text
);


ALTER TYPE scim.user_row OWNER TO scim_owner;

--
-- Name: TYPE user_row; Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON TYPE scim.user_row IS 'A user as the worker sends it: document is the JSON text as it is stored, role the statsigOrgRole, groups a JSON list or null.';


--
-- Name: acting(text); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.acting(setting text) RETURNS text
    LANGUAGE plpgsql STABLE
    AS $$
begin
	-- Only a worker's session is believed: everybody can set these, but the
	-- worker's role can do nothing except call the functions that set them.
	if pg_catalog.pg_has_role(session_user, 'scim_worker', 'member') then
		return nullif(pg_catalog.current_setting('scim.' || setting, true), '');
	end if;
	return null;
end
$$;


ALTER FUNCTION scim.acting(setting text) OWNER TO scim_owner;

--
-- Name: FUNCTION acting(setting text); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.acting(setting text) IS 'The key, request or client on whose behalf this transaction runs; null outside of a request.';


--
-- Name: authenticate(bytea); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.authenticate(key_hash bytea) RETURNS TABLE(organization_id uuid, key_id uuid)
    LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
declare
	suspended boolean;
begin
	select k.organization_id, k.id, o.suspended_at is not null
	into authenticate.organization_id, authenticate.key_id, suspended
	from scim.keys k join scim.organizations o on o.id = k.organization_id
	where k.hash = key_hash and k.revoked_at is null
	and (k.expires_at is null or k.expires_at > now());
	if not found then
		return;
	end if;
	if suspended then
		raise exception 'This organization is suspended: ask the operator of this service to resume it'
			using errcode = 'SC403';
	end if;
	return next;
end
$$;


ALTER FUNCTION scim.authenticate(key_hash bytea) OWNER TO scim_owner;

--
-- Name: FUNCTION authenticate(key_hash bytea); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.authenticate(key_hash bytea) IS 'The organization and id of a live key, by the SHA-256 of the key; no row for any other. Raises SC403 for a suspended organization. The worker''s statements all begin with it, so that a revoked key is refused at once.';


--
-- Name: datetime(timestamp with time zone); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.datetime(value timestamp with time zone) RETURNS text
    LANGUAGE sql STABLE STRICT PARALLEL SAFE
    AS $$ select pg_catalog.to_char(value at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') $$;


ALTER FUNCTION scim.datetime(value timestamp with time zone) OWNER TO scim_owner;

--
-- Name: FUNCTION datetime(value timestamp with time zone); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.datetime(value timestamp with time zone) IS 'An instant as RFC 7643 2.3.5 writes it.';


--
-- Name: difference(jsonb, jsonb); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.difference(one jsonb, other jsonb) RETURNS jsonb
    LANGUAGE plpgsql IMMUTABLE
    AS $$
begin
	return (select pg_catalog.jsonb_object_agg(key, value) from pg_catalog.jsonb_each(one)
		where value is distinct from other -> key);
end
$$;


ALTER FUNCTION scim.difference(one jsonb, other jsonb) OWNER TO scim_owner;

--
-- Name: FUNCTION difference(one jsonb, other jsonb); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.difference(one jsonb, other jsonb) IS 'The members of one that other does not have alike; null when there are none.';


--
-- Name: domain_add(text, text); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.domain_add(organization text, domain text) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
	insert into scim.organization_domains (organization_id, domain)
	values (scim.organization_id(organization), scim.fold(domain))
$$;


ALTER FUNCTION scim.domain_add(organization text, domain text) OWNER TO scim_owner;

--
-- Name: FUNCTION domain_add(organization text, domain text); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.domain_add(organization text, domain text) IS 'Allow accounts with addresses in a domain; sub-domains are domains of their own; * allows any userName.';


--
-- Name: domain_allows(uuid, text); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.domain_allows(organization uuid, address text) RETURNS boolean
    LANGUAGE plpgsql
    AS $$
begin
	-- The lock keeps the domain from being removed meanwhile.
	perform from scim.organization_domains d
	where d.organization_id = organization and d.domain in ('*', scim.domain_of(address))
	for key share;
	return found;
end
$$;


ALTER FUNCTION scim.domain_allows(organization uuid, address text) OWNER TO scim_owner;

--
-- Name: FUNCTION domain_allows(organization uuid, address text); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.domain_allows(organization uuid, address text) IS 'May the organization have an account with this address?';


--
-- Name: domain_needed(); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.domain_needed() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
	n bigint;
	names text;
begin
	if tg_op = 'UPDATE' and new.organization_id = old.organization_id and new.domain = old.domain then
		return new;
	end if;
	-- An older snapshot does not have the accounts that were made meanwhile.
	if current_setting('transaction_isolation') <> 'read committed' then
		raise exception 'domains are changed in the isolation level read committed' using errcode = 'SCMUT';
	end if;
	perform from scim.organization_domains where organization_id = old.organization_id
	order by domain for update;
	select count(*), string_agg(user_name, ', ' order by seq) filter (where place <= 10)
	into n, names
	from (
		select u.user_name, u.seq, row_number() over (order by u.seq) as place
		from scim.users u
		where u.organization_id = old.organization_id
		and exists (
			select from unnest(array[u.user_name, nullif(u.email, '')]) address
			where address is not null
			and (old.domain = '*' or scim.domain_of(address) = old.domain)
			and not exists (
				select from scim.organization_domains d
				where d.organization_id = old.organization_id and d.domain <> old.domain
				and d.domain in ('*', scim.domain_of(address))))
	) needing;
	if n > 0 then
		raise exception 'The domain % cannot be removed: % accounts need it (%)', old.domain, n,
			names || case when n > 10 then ', ...' else '' end
			using errcode = 'SCMUT';
	end if;
	return case tg_op when 'DELETE' then old else new end;
end
$$;


ALTER FUNCTION scim.domain_needed() OWNER TO scim_owner;

--
-- Name: FUNCTION domain_needed(); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.domain_needed() IS 'Trigger: a domain that an account still needs stays.';


--
-- Name: domain_of(text); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.domain_of(address text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $_$
	select case when address ~ '^[^@]+@[A-Za-z0-9.-]+$' and not scim.has_forbidden_characters(address)
		then scim.fold(pg_catalog.split_part(address, '@', 2)) end
$_$;


ALTER FUNCTION scim.domain_of(address text) OWNER TO scim_owner;

--
-- Name: FUNCTION domain_of(address text); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.domain_of(address text) IS 'The folded domain of a plain local@domain address; null when it is none.';


--
-- Name: domain_remove(text, text); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.domain_remove(organization text, domain text) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
	delete from scim.organization_domains d
	where d.organization_id = scim.organization_id(organization) and d.domain = scim.fold(domain_remove.domain)
$$;


ALTER FUNCTION scim.domain_remove(organization text, domain text) OWNER TO scim_owner;

--
-- Name: FUNCTION domain_remove(organization text, domain text); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.domain_remove(organization text, domain text) IS 'Refused while an account still needs the domain.';


--
-- Name: email_prefixes(jsonb); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.email_prefixes(folded jsonb) RETURNS tsvector
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $_$
declare
	addresses jsonb := pg_catalog.jsonb_path_query_array(folded, '$.emails[*].value');
begin
	if pg_catalog.jsonb_array_length(addresses) > 1000 then
		return pg_catalog.array_to_tsvector('{MANY}');
	end if;
	return pg_catalog.array_to_tsvector(array(
		select pg_catalog."left"(e, 100) from pg_catalog.jsonb_array_elements_text(addresses) e where e <> ''));
end
$_$;


ALTER FUNCTION scim.email_prefixes(folded jsonb) OWNER TO scim_owner;

--
-- Name: FUNCTION email_prefixes(folded jsonb); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.email_prefixes(folded jsonb) IS 'How the e-mail addresses of a folded document begin, for filters with sw.  Of more than 1,000, which a tsvector might not hold, it is MANY: no folded address begins so.';


--
-- Name: enter(bytea, text, text); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.enter(key_hash bytea, request_id text, client text) RETURNS uuid
    LANGUAGE plpgsql
    AS $$
declare
	k record;
begin
	select * into k from scim.authenticate(key_hash);
	if found then
		perform set_config('scim.key', k.key_id::text, true),
			set_config('scim.request', request_id, true),
			set_config('scim.client', left(client, 200), true);
	end if;
	return k.organization_id;
end
$$;


ALTER FUNCTION scim.enter(key_hash bytea, request_id text, client text) OWNER TO scim_owner;

--
-- Name: FUNCTION enter(key_hash bytea, request_id text, client text); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.enter(key_hash bytea, request_id text, client text) IS 'Begin a request that writes: its organization, or null for an unknown key. Events of the transaction carry the key, request id and client (User-Agent).';


--
-- Name: fold(text); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.fold(value text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ select pg_catalog.lower(value collate "C") $$;


ALTER FUNCTION scim.fold(value text) OWNER TO scim_owner;

--
-- Name: FUNCTION fold(value text); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.fold(value text) IS 'The key under which a string without case is compared: A-Z become a-z, all else is exact. The same rule is json_fold() in the worker.';


--
-- Name: group_create(bytea, text, text, text, text, text, uuid[], text, boolean); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.group_create(key_hash bytea, request_id text, client text, base_url text, display_name text, external_id text, members uuid[], not_ids text, with_members boolean) RETURNS SETOF scim.role_group_row
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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
	if exists (select from scim.role_groups g where g.organization_id = organization and g.display_name_key = name_key) then
		raise exception 'displayName "%" is already in use: find the group by a filter and change its members',
			display_name using errcode = 'SC409';
	end if;
	-- prefix-project-team-role: the longest project name that fits.
	select p.id, substr(display_name, length(o.prefix) + length(p.name) + 3) as rest into project
	from scim.organizations o join scim.projects p on p.organization_id = o.id
	where o.id = organization
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
	perform scim.members_change(organization, new_id, false, members, '{}');
	set constraints all immediate;
	return query
	select r.seq, r.id, r.version, r.created, r.modified, r.display_name, r.external_id,
		case when with_members then r.members end
	from scim.role_group_rows(organization, base_url) r where r.id = new_id;
end
$$;


ALTER FUNCTION scim.group_create(key_hash bytea, request_id text, client text, base_url text, display_name text, external_id text, members uuid[], not_ids text, with_members boolean) OWNER TO scim_owner;

--
-- Name: FUNCTION group_create(key_hash bytea, request_id text, client text, base_url text, display_name text, external_id text, members uuid[], not_ids text, with_members boolean); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.group_create(key_hash bytea, request_id text, client text, base_url text, display_name text, external_id text, members uuid[], not_ids text, with_members boolean) IS 'POST /Groups (RFC 7644 3.3): makes a team of an existing project, with both its role groups, and puts the members into the named one. Raises SC403 (no such project), SC409 (displayName), SCVAL (members).';


--
-- Name: group_delete(bytea, text, text, uuid, bigint[]); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.group_delete(key_hash bytea, request_id text, client text, id uuid, versions bigint[]) RETURNS SETOF uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
	organization uuid := scim.enter(key_hash, request_id, client);
	g scim.role_groups;
begin
	if organization is null then
		return;
	end if;
	select * into g from scim.role_groups s where s.organization_id = organization and s.id = id for update;
	if found and g.team_id is null then
		raise exception 'Project deletion is not supported via SCIM' using errcode = 'SC403';
	end if;
	if g.version <> all (versions) then
		raise exception 'The group was changed meanwhile: its version is W/"%"', g.version using errcode = 'SC412';
	end if;
	perform scim.team_delete_rows(organization, g.team_id);
	set constraints all immediate;
	return next g.id;
end
$$;


ALTER FUNCTION scim.group_delete(key_hash bytea, request_id text, client text, id uuid, versions bigint[]) OWNER TO scim_owner;

--
-- Name: FUNCTION group_delete(key_hash bytea, request_id text, client text, id uuid, versions bigint[]); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.group_delete(key_hash bytea, request_id text, client text, id uuid, versions bigint[]) IS 'DELETE /Groups/{id} (RFC 7644 3.6): a team goes with both its role groups. Raises SC403 for a project''s group, SC412.';


--
-- Name: group_modify(bytea, text, text, text, uuid, bigint[], text, boolean, text, boolean, uuid[], text, uuid[], boolean); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.group_modify(key_hash bytea, request_id text, client text, base_url text, id uuid, versions bigint[], display_name text, sets_external_id boolean, external_id text, replaces boolean, adds uuid[], not_ids text, removes uuid[], with_members boolean) RETURNS SETOF scim.role_group_row
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
	organization uuid := scim.enter(key_hash, request_id, client);
	g scim.role_groups;
begin
	if organization is null then
		return;
	end if;
	select * into g from scim.role_groups s where s.organization_id = organization and s.id = id;
	if not found then
		return query select (null::scim.role_group_row).*;
		return;
	end if;
	-- Users before groups, as deactivation locks them; only the new ones.
	perform from scim.users u
	where u.organization_id = organization and u.id in (select scim.members_missing(id, adds))
	order by u.id for key share;
	if g.owner_group then
		perform from scim.project_owners p
		where p.organization_id = organization and p.project_id = g.project_id for update;
	end if;
	select * into g from scim.role_groups s where s.organization_id = organization and s.id = id for no key update;
	if not found then
		return query select (null::scim.role_group_row).*;
		return;
	end if;
	if g.version <> all (versions) then
		raise exception 'The group was changed meanwhile: its version is W/"%"', g.version using errcode = 'SC412';
	end if;
	if scim.fold(display_name) <> g.display_name_key then
		raise exception 'Group names cannot be changed via SCIM' using errcode = 'SCMUT';
	end if;
	perform scim.members_are_possible(organization, adds, not_ids);
	if not g.owner_group then
		perform scim.members_change(organization, id, replaces, adds, removes);
	elsif replaces or cardinality(adds) > 0 or cardinality(removes) > 0 then
		perform scim.project_owner_change(organization, g.project_id, replaces, adds, removes);
	end if;
	if sets_external_id and external_id is distinct from g.external_id then
		update scim.role_groups s set external_id = external_id where s.id = id;
	end if;
	set constraints all immediate;
	return query
	select r.seq, r.id, r.version, r.created, r.modified, r.display_name, r.external_id,
		case when with_members then r.members end
	from scim.role_group_rows(organization, base_url) r where r.id = id;
end
$$;


ALTER FUNCTION scim.group_modify(key_hash bytea, request_id text, client text, base_url text, id uuid, versions bigint[], display_name text, sets_external_id boolean, external_id text, replaces boolean, adds uuid[], not_ids text, removes uuid[], with_members boolean) OWNER TO scim_owner;

--
-- Name: FUNCTION group_modify(key_hash bytea, request_id text, client text, base_url text, id uuid, versions bigint[], display_name text, sets_external_id boolean, external_id text, replaces boolean, adds uuid[], not_ids text, removes uuid[], with_members boolean); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.group_modify(key_hash bytea, request_id text, client text, base_url text, id uuid, versions bigint[], display_name text, sets_external_id boolean, external_id text, replaces boolean, adds uuid[], not_ids text, removes uuid[], with_members boolean) IS 'PUT and PATCH /Groups/{id} (RFC 7644 3.5): members in adds join, those in removes leave, with replaces all others leave too. adds and removes have no id in common; not_ids are further adds that are no UUIDs. display_name null: not named. versions as in user_replace. Raises SC412, SCMUT (name, owner), SCVAL.';


--
-- Name: group_read(bytea, uuid, text, boolean); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.group_read(key_hash bytea, id uuid, base_url text, with_members boolean) RETURNS SETOF scim.role_group_row
    LANGUAGE sql STABLE
    AS $$
	select r.seq, r.id, r.version, r.created, r.modified, r.display_name, r.external_id,
		case when with_members then r.members end
	from scim.authenticate(key_hash) a
	left join lateral scim.role_group_rows(a.organization_id, base_url) r on r.id = group_read.id
$$;


ALTER FUNCTION scim.group_read(key_hash bytea, id uuid, base_url text, with_members boolean) OWNER TO scim_owner;

--
-- Name: FUNCTION group_read(key_hash bytea, id uuid, base_url text, with_members boolean); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.group_read(key_hash bytea, id uuid, base_url text, with_members boolean) IS 'GET /Groups/{id} (RFC 7644 3.4.1).';


--
-- Name: has_forbidden_characters(text); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.has_forbidden_characters(address text) RETURNS boolean
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
	select address ~ '[\u0020<>()\[\],;:\\"\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]'
$$;


ALTER FUNCTION scim.has_forbidden_characters(address text) OWNER TO scim_owner;

--
-- Name: FUNCTION has_forbidden_characters(address text); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.has_forbidden_characters(address text) IS 'Blanks, and what no plain e-mail address has.';


--
-- Name: key_issue(text, text, timestamp with time zone); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.key_issue(organization text, label text, expires_at timestamp with time zone DEFAULT NULL::timestamp with time zone) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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


ALTER FUNCTION scim.key_issue(organization text, label text, expires_at timestamp with time zone) OWNER TO scim_owner;

--
-- Name: FUNCTION key_issue(organization text, label text, expires_at timestamp with time zone); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.key_issue(organization text, label text, expires_at timestamp with time zone) IS 'Issue a key for an organization''s identity provider. It is returned now and never again: only its hash is kept. Several keys may live at once.';


--
-- Name: key_revoke(text, text); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.key_revoke(organization text, label text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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


ALTER FUNCTION scim.key_revoke(organization text, label text) OWNER TO scim_owner;

--
-- Name: FUNCTION key_revoke(organization text, label text); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.key_revoke(organization text, label text) IS 'The next request with the key is answered 401.';


--
-- Name: members_are_possible(uuid, uuid[], text); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.members_are_possible(organization uuid, ids uuid[], not_ids text) RETURNS void
    LANGUAGE plpgsql
    AS $$
#variable_conflict use_variable
declare
	wrong text;
begin
	select string_agg(i.id::text, ', ' order by i.place) into wrong
	from unnest(ids) with ordinality i (id, place)
	where not exists (select from scim.users u where u.organization_id = organization and u.id = i.id);
	wrong := concat_ws(', ', not_ids, wrong);
	if wrong <> '' then
		raise exception 'members: this organization has no user with the id %', wrong using errcode = 'SCVAL';
	end if;
	select u.user_name into wrong
	from scim.users u
	where u.organization_id = organization and u.id = any (ids) and not u.active order by u.seq limit 1;
	if wrong is not null then
		raise exception 'User % is deactivated', wrong using errcode = 'SCVAL';
	end if;
end
$$;


ALTER FUNCTION scim.members_are_possible(organization uuid, ids uuid[], not_ids text) OWNER TO scim_owner;

--
-- Name: FUNCTION members_are_possible(organization uuid, ids uuid[], not_ids text); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.members_are_possible(organization uuid, ids uuid[], not_ids text) IS 'Raises SCVAL when an id is no user of the organization, or a deactivated one. not_ids: what the client named besides that is no UUID, or null.';


--
-- Name: members_change(uuid, uuid, boolean, uuid[], uuid[]); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.members_change(organization uuid, group_id uuid, replaces boolean, adds uuid[], removes uuid[]) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
	if replaces then
		delete from scim.role_group_members m
		where m.role_group_id = group_id and m.user_id in (
			select n.user_id from scim.role_group_members n where n.role_group_id = group_id
			except select unnest(adds));
	else
		delete from scim.role_group_members m
		where m.role_group_id = group_id and m.user_id = any (removes);
	end if;
	insert into scim.role_group_members (organization_id, role_group_id, user_id)
	select organization, group_id, missing from scim.members_missing(group_id, adds) missing;
end
$$;


ALTER FUNCTION scim.members_change(organization uuid, group_id uuid, replaces boolean, adds uuid[], removes uuid[]) OWNER TO scim_owner;

--
-- Name: FUNCTION members_change(organization uuid, group_id uuid, replaces boolean, adds uuid[], removes uuid[]); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.members_change(organization uuid, group_id uuid, replaces boolean, adds uuid[], removes uuid[]) IS 'Membership as a set difference: its cost follows the members named, and unchanged members are not written.';


--
-- Name: members_changed(); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.members_changed() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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


ALTER FUNCTION scim.members_changed() OWNER TO scim_owner;

--
-- Name: FUNCTION members_changed(); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.members_changed() IS 'Trigger: the group''s version moves, each membership is recorded.';


--
-- Name: members_missing(uuid, uuid[]); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.members_missing(group_id uuid, ids uuid[]) RETURNS SETOF uuid
    LANGUAGE sql STABLE
    AS $$
	select a.id from pg_catalog.unnest(ids) a (id)
	where not exists (select from scim.role_group_members m
		where m.role_group_id = group_id and m.user_id = a.id)
	order by a.id
$$;


ALTER FUNCTION scim.members_missing(group_id uuid, ids uuid[]) OWNER TO scim_owner;

--
-- Name: FUNCTION members_missing(group_id uuid, ids uuid[]); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.members_missing(group_id uuid, ids uuid[]) IS 'Which of the ids are no members yet, by look-ups: the group''s size does not matter.';


--
-- Name: names_each_once(text); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.names_each_once(document text) RETURNS boolean
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
begin
	return (select count(*) = count(distinct scim.fold(name)) from pg_catalog.json_object_keys(document::json) name);
end
$$;


ALTER FUNCTION scim.names_each_once(document text) OWNER TO scim_owner;

--
-- Name: FUNCTION names_each_once(document text); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.names_each_once(document text) IS 'Does no member of the document come twice, also in other case?';


--
-- Name: organization_create(text, text, text[], text, jsonb); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.organization_create(name text, owner_user_name text, domains text[], prefix text DEFAULT 'Statsig'::text, owner_document jsonb DEFAULT '{}'::jsonb) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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


ALTER FUNCTION scim.organization_create(name text, owner_user_name text, domains text[], prefix text, owner_document jsonb) OWNER TO scim_owner;

--
-- Name: FUNCTION organization_create(name text, owner_user_name text, domains text[], prefix text, owner_document jsonb); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.organization_create(name text, owner_user_name text, domains text[], prefix text, owner_document jsonb) IS 'Make an organization with its owner''s account, e-mail domains (or {*}) and the built-in roles. owner_document carries more of the owner''s SCIM attributes; give a name, for Okta''s test looks at that of the first account: {"name": {"givenName": ..., "familyName": ...}}.';


--
-- Name: organization_id(text); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.organization_id(name text) RETURNS uuid
    LANGUAGE plpgsql STABLE
    AS $$
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


ALTER FUNCTION scim.organization_id(name text) OWNER TO scim_owner;

--
-- Name: FUNCTION organization_id(name text); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.organization_id(name text) IS 'The id of an organization; raises SC404 when there is none.';


--
-- Name: organization_resume(text); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.organization_resume(organization text) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
	update scim.organizations set suspended_at = null
	where id = scim.organization_id(organization) and suspended_at is not null
$$;


ALTER FUNCTION scim.organization_resume(organization text) OWNER TO scim_owner;

--
-- Name: FUNCTION organization_resume(organization text); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.organization_resume(organization text) IS 'Serve a suspended organization again.';


--
-- Name: organization_suspend(text); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.organization_suspend(organization text) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
	update scim.organizations set suspended_at = now()
	where id = scim.organization_id(organization) and suspended_at is null
$$;


ALTER FUNCTION scim.organization_suspend(organization text) OWNER TO scim_owner;

--
-- Name: FUNCTION organization_suspend(organization text); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.organization_suspend(organization text) IS 'Answer every request of the organization with 403, until scim.organization_resume().';


--
-- Name: owner_replace(uuid, uuid); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.owner_replace(organization uuid, user_id uuid) RETURNS void
    LANGUAGE sql
    AS $$
	select pg_catalog.set_config('scim.former_owner', o.user_id::text, true) from scim.owners o
	where o.organization_id = organization and o.user_id <> owner_replace.user_id;
	update scim.owners o set user_id = owner_replace.user_id, since = now()
	where o.organization_id = organization and o.user_id <> owner_replace.user_id
$$;


ALTER FUNCTION scim.owner_replace(organization uuid, user_id uuid) OWNER TO scim_owner;

--
-- Name: FUNCTION owner_replace(organization uuid, user_id uuid); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.owner_replace(organization uuid, user_id uuid) IS 'Make a user the owner of the organization; the former owner becomes Admin.';


--
-- Name: owner_replaced(); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.owner_replaced() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
	-- Both users' statsigOrgRole changes, so both versions move.  The owner
	-- has Admin in the column: that is what a former owner becomes.
	update scim.users set role = case id when new.user_id then 'Admin' else role end, version = version + 1
	where organization_id = new.organization_id and id in (new.user_id, old.user_id);
	perform scim.record(new.organization_id, 'owner replaced', 'Organization', new.organization_id, new.user_id,
		(select jsonb_build_object('owner', user_name) from scim.users where id = old.user_id),
		(select jsonb_build_object('owner', user_name) from scim.users where id = new.user_id));
	return null;
end
$$;


ALTER FUNCTION scim.owner_replaced() OWNER TO scim_owner;

--
-- Name: FUNCTION owner_replaced(); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.owner_replaced() IS 'Trigger: the new owner and the former one, who becomes Admin.';


--
-- Name: prefix(text); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.prefix(value text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ select pg_catalog."left"(value, 400) $$;


ALTER FUNCTION scim.prefix(value text) OWNER TO scim_owner;

--
-- Name: FUNCTION prefix(value text); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.prefix(value text) IS 'What an index has of a string, which may be longer than an index row can be.  Filters by shorter strings use it (cgi/where.c).';


--
-- Name: primary_email(text); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.primary_email(document text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $_$
declare
	emails jsonb := document::jsonb -> 'emails';
	work constant jsonpath := 'strict $[*] ? (exists(@.type ? (@ like_regex "^work$" flag "i")))';
	found_email jsonb := emails -> 0;
begin
	if pg_catalog.jsonb_typeof(emails) is distinct from 'array' then
		return null;
	end if;
	if pg_catalog.jsonb_array_length(emails) > 1 then
		found_email := coalesce(
			pg_catalog.jsonb_path_query_first(emails, 'strict $[*] ? (@.primary == true)', silent => true),
			case when pg_catalog.jsonb_array_length(pg_catalog.jsonb_path_query_array(emails, work, silent => true)) = 1
				then pg_catalog.jsonb_path_query_first(emails, work, silent => true) end,
			found_email);
	end if;
	return found_email ->> 'value';
end
$_$;


ALTER FUNCTION scim.primary_email(document text) OWNER TO scim_owner;

--
-- Name: FUNCTION primary_email(document text); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.primary_email(document text) IS 'The primary e-mail of a user''s document: the one with primary true, else the only one of type work, else the first; null when there is none.';


--
-- Name: project_create(text, text, text); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.project_create(organization text, project text, owner_user_name text DEFAULT NULL::text) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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


ALTER FUNCTION scim.project_create(organization text, project text, owner_user_name text) OWNER TO scim_owner;

--
-- Name: FUNCTION project_create(organization text, project text, owner_user_name text); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.project_create(organization text, project text, owner_user_name text) IS 'Make a project with a role group for each role. Its owner is the named active user, else the organization''s owner.';


--
-- Name: project_delete(text, text); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.project_delete(organization text, project text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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


ALTER FUNCTION scim.project_delete(organization text, project text) OWNER TO scim_owner;

--
-- Name: FUNCTION project_delete(organization text, project text); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.project_delete(organization text, project text) IS 'Delete a project with its teams, role groups and memberships.';


--
-- Name: project_id(text, text); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.project_id(organization text, project text) RETURNS uuid
    LANGUAGE plpgsql STABLE
    AS $$
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


ALTER FUNCTION scim.project_id(organization text, project text) OWNER TO scim_owner;

--
-- Name: FUNCTION project_id(organization text, project text); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.project_id(organization text, project text) IS 'The id of a project; raises SC404 when there is none.';


--
-- Name: project_owner_change(uuid, uuid, boolean, uuid[], uuid[]); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.project_owner_change(organization uuid, project uuid, replaces boolean, adds uuid[], removes uuid[]) RETURNS void
    LANGUAGE plpgsql
    AS $$
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


ALTER FUNCTION scim.project_owner_change(organization uuid, project uuid, replaces boolean, adds uuid[], removes uuid[]) OWNER TO scim_owner;

--
-- Name: FUNCTION project_owner_change(organization uuid, project uuid, replaces boolean, adds uuid[], removes uuid[]); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.project_owner_change(organization uuid, project uuid, replaces boolean, adds uuid[], removes uuid[]) IS 'Membership of an Owner group: what counts is that one member is left. Raises SCMUT for none, SCVAL for several.';


--
-- Name: project_owner_replaced(); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.project_owner_replaced() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
	update scim.role_groups set version = version + 1
	where organization_id = new.organization_id and project_id = new.project_id and owner_group;
	perform scim.record(new.organization_id, 'owner replaced', 'Project', new.project_id, new.user_id,
		(select jsonb_build_object('owner', u.user_name, 'project', p.name)
			from scim.users u, scim.projects p where u.id = old.user_id and p.id = old.project_id),
		(select jsonb_build_object('owner', u.user_name, 'project', p.name)
			from scim.users u, scim.projects p where u.id = new.user_id and p.id = new.project_id));
	return null;
end
$$;


ALTER FUNCTION scim.project_owner_replaced() OWNER TO scim_owner;

--
-- Name: FUNCTION project_owner_replaced(); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.project_owner_replaced() IS 'Trigger: the project''s Owner group has another member.';


--
-- Name: record(uuid, text, text, uuid, uuid, jsonb, jsonb); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.record(organization uuid, kind text, resource text, resource_id uuid, user_id uuid, before jsonb, after jsonb) RETURNS void
    LANGUAGE plpgsql
    AS $$
#variable_conflict use_variable
begin
	insert into scim.events (organization_id, kind, resource, resource_id, user_id, before, after, key_id, request_id, client)
	values (organization, kind, resource, resource_id, user_id, before, after,
		scim.acting('key')::uuid, scim.acting('request'), scim.acting('client'));
end
$$;


ALTER FUNCTION scim.record(organization uuid, kind text, resource text, resource_id uuid, user_id uuid, before jsonb, after jsonb) OWNER TO scim_owner;

--
-- Name: FUNCTION record(organization uuid, kind text, resource text, resource_id uuid, user_id uuid, before jsonb, after jsonb); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.record(organization uuid, kind text, resource text, resource_id uuid, user_id uuid, before jsonb, after jsonb) IS 'Write an event.';


--
-- Name: refuse(); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.refuse() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
	raise exception '% on scim.% is not possible: %', lower(tg_op), tg_table_name, tg_argv[0]
		using errcode = 'SCMUT';
end
$$;


ALTER FUNCTION scim.refuse() OWNER TO scim_owner;

--
-- Name: FUNCTION refuse(); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.refuse() IS 'Trigger: refuse the statement; the argument says why.';


--
-- Name: renamed(); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.renamed() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
	-- Writing the version makes role_group_changes() compute the name.
	update scim.role_groups g set version = g.version + 1
	where case tg_table_name
		when 'organizations' then g.organization_id = new.id
		when 'projects' then g.project_id = new.id
		else g.team_id = new.id end;
	return null;
end
$$;


ALTER FUNCTION scim.renamed() OWNER TO scim_owner;

--
-- Name: FUNCTION renamed(); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.renamed() IS 'Trigger: the names of role groups follow.';


--
-- Name: role_create(text, text); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.role_create(organization text, role text) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
	insert into scim.roles (organization_id, name) values (scim.organization_id(organization), role)
$$;


ALTER FUNCTION scim.role_create(organization text, role text) OWNER TO scim_owner;

--
-- Name: FUNCTION role_create(organization text, role text); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.role_create(organization text, role text) IS 'Make a role; each project gets a role group for it.';


--
-- Name: role_delete(text, text); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.role_delete(organization text, role text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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


ALTER FUNCTION scim.role_delete(organization text, role text) OWNER TO scim_owner;

--
-- Name: FUNCTION role_delete(organization text, role text); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.role_delete(organization text, role text) IS 'Delete a role of the organization''s own, with its role groups and their memberships.';


--
-- Name: role_group_changes(); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.role_group_changes() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
	select concat_ws('-', o.prefix, p.name, t.name, new.role) into new.display_name
	from scim.organizations o
	join scim.projects p on p.id = new.project_id
	left join scim.teams t on t.id = new.team_id
	where o.id = new.organization_id;
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


ALTER FUNCTION scim.role_group_changes() OWNER TO scim_owner;

--
-- Name: FUNCTION role_group_changes(); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.role_group_changes() IS 'Trigger: the name follows what it is made of; the version moves.';


--
-- Name: role_group_rows(uuid, text); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.role_group_rows(organization uuid, base_url text) RETURNS SETOF scim.role_group_row
    LANGUAGE sql STABLE
    AS $_$
	select g.seq, g.id, g.version, scim.datetime(g.created_at), scim.datetime(g.modified_at),
		g.display_name, g.external_id,
		(select '[' || pg_catalog.string_agg(
				'{"value":"' || u.id || '","$ref":"' || base_url || '/Users/' || u.id || '","display":'
				|| pg_catalog.to_json(coalesce(nullif(u.display_name, ''), u.user_name))
				|| ',"type":"User"}', ',' order by u.seq) || ']'
			from scim.users u
			where u.id in (
				select m.user_id from scim.role_group_members m where m.role_group_id = g.id
				union all
				select p.user_id from scim.project_owners p
				where g.owner_group and p.organization_id = organization and p.project_id = g.project_id))
	from scim.role_groups g
	where g.organization_id = organization
$_$;


ALTER FUNCTION scim.role_group_rows(organization uuid, base_url text) OWNER TO scim_owner;

--
-- Name: FUNCTION role_group_rows(organization uuid, base_url text); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.role_group_rows(organization uuid, base_url text) IS 'The role groups of an organization; see scim.user_rows.';


--
-- Name: role_groups_of_project(); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.role_groups_of_project() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
	-- One after the other: a role and a project made at once see each other.
	perform from scim.organizations o where o.id = new.organization_id for no key update;
	insert into scim.role_groups (organization_id, project_id, role, display_name)
	select new.organization_id, new.id, r.name, ''
	from scim.roles r where r.organization_id = new.organization_id order by r.seq;
	return null;
end
$$;


ALTER FUNCTION scim.role_groups_of_project() OWNER TO scim_owner;

--
-- Name: FUNCTION role_groups_of_project(); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.role_groups_of_project() IS 'Trigger: a new project gets a group for each role.';


--
-- Name: role_groups_of_role(); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.role_groups_of_role() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
	-- One after the other: a role and a project made at once see each other.
	perform from scim.organizations o where o.id = new.organization_id for no key update;
	insert into scim.role_groups (organization_id, project_id, role, display_name)
	select new.organization_id, p.id, new.name, ''
	from scim.projects p where p.organization_id = new.organization_id order by p.created_at, p.id;
	return null;
end
$$;


ALTER FUNCTION scim.role_groups_of_role() OWNER TO scim_owner;

--
-- Name: FUNCTION role_groups_of_role(); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.role_groups_of_role() IS 'Trigger: a new role gets a group in each project.';


--
-- Name: role_groups_of_team(); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.role_groups_of_team() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
	insert into scim.role_groups (organization_id, project_id, team_id, role, display_name)
	select new.organization_id, new.project_id, new.id, role, ''
	from unnest(array['Admin', 'Member']) role;
	return null;
end
$$;


ALTER FUNCTION scim.role_groups_of_team() OWNER TO scim_owner;

--
-- Name: FUNCTION role_groups_of_team(); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.role_groups_of_team() IS 'Trigger: a new team gets its Admin and Member groups.';


--
-- Name: role_is_possible(text, boolean, text); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.role_is_possible(user_name text, active boolean, role text) RETURNS void
    LANGUAGE plpgsql IMMUTABLE
    AS $$
#variable_conflict use_variable
begin
	if not active and role <> 'Member' then
		raise exception 'User % is deactivated', user_name using errcode = 'SCVAL';
	end if;
end
$$;


ALTER FUNCTION scim.role_is_possible(user_name text, active boolean, role text) OWNER TO scim_owner;

--
-- Name: FUNCTION role_is_possible(user_name text, active boolean, role text); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.role_is_possible(user_name text, active boolean, role text) IS 'Raises SCVAL when a deactivated user would be given an organization role.';


--
-- Name: structure_changed(); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.structure_changed() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
	one jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) - '{hash,name_key}'::text[] end;
	other jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) - '{hash,name_key}'::text[] end;
	row_id jsonb := coalesce(other, one);
begin
	perform scim.record(
		coalesce(row_id ->> 'organization_id', row_id ->> 'id')::uuid,
		case tg_op when 'INSERT' then 'created' when 'DELETE' then 'deleted' else 'changed' end,
		tg_argv[0], (row_id ->> 'id')::uuid, null, one, other);
	return null;
end
$$;


ALTER FUNCTION scim.structure_changed() OWNER TO scim_owner;

--
-- Name: FUNCTION structure_changed(); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.structure_changed() IS 'Trigger: record it; the argument says what the row is.';


--
-- Name: team_create(text, text, text); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.team_create(organization text, project text, team text) RETURNS uuid
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
	insert into scim.teams (organization_id, project_id, name)
	values (scim.organization_id(organization), scim.project_id(organization, project), team)
	returning id
$$;


ALTER FUNCTION scim.team_create(organization text, project text, team text) OWNER TO scim_owner;

--
-- Name: FUNCTION team_create(organization text, project text, team text); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.team_create(organization text, project text, team text) IS 'Make a team with its Admin and Member groups; identity providers do the same by POST /Groups.';


--
-- Name: team_delete(text, text, text); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.team_delete(organization text, project text, team text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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


ALTER FUNCTION scim.team_delete(organization text, project text, team text) OWNER TO scim_owner;

--
-- Name: FUNCTION team_delete(organization text, project text, team text); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.team_delete(organization text, project text, team text) IS 'Delete a team with its role groups and memberships.';


--
-- Name: team_delete_rows(uuid, uuid); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.team_delete_rows(organization uuid, team uuid) RETURNS void
    LANGUAGE plpgsql
    AS $$
#variable_conflict use_variable
begin
	perform from scim.role_groups g where g.organization_id = organization and g.team_id = team
	order by g.id for update;
	delete from scim.role_group_members m using scim.role_groups g
	where m.role_group_id = g.id and g.organization_id = organization and g.team_id = team;
	delete from scim.role_groups g where g.organization_id = organization and g.team_id = team;
	delete from scim.teams t where t.organization_id = organization and t.id = team;
end
$$;


ALTER FUNCTION scim.team_delete_rows(organization uuid, team uuid) OWNER TO scim_owner;

--
-- Name: FUNCTION team_delete_rows(organization uuid, team uuid); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.team_delete_rows(organization uuid, team uuid) IS 'A team with its role groups and their members.';


--
-- Name: user_changes(); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.user_changes() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
	kind text := 'changed';
	lost jsonb;
	one jsonb;
	other jsonb;
begin
	if tg_op = 'DELETE' then
		lost := scim.withdraw_roles(old.organization_id, old.id);
		perform scim.record(old.organization_id, 'deleted', 'User', old.id, old.id,
			scim.user_json(old) || jsonb_build_object('groups', coalesce(lost, '[]')), null);
		return old;
	end if;
	if (new.organization_id, new.id, new.seq, new.created_at)
	is distinct from (old.organization_id, old.id, old.seq, old.created_at) then
		raise exception 'organization_id, id, seq and created_at of a user cannot be changed'
			using errcode = 'SCMUT';
	end if;
	if (new.active, new.role, new.document, new.version)
	is not distinct from (old.active, old.role, old.document, old.version) then
		new.modified_at := old.modified_at;
		return new;
	end if;
	if (not new.active or new.role = 'Member') and exists (
		select from scim.owners o where o.organization_id = old.organization_id and o.user_id = old.id) then
		raise exception 'Owner cannot be modified' using errcode = 'SCMUT',
			hint = 'Make another user the owner first: update scim.owners set user_id = ...';
	end if;
	if old.active and not new.active then
		kind := 'deactivated';
		new.role := 'Member';
		lost := scim.withdraw_roles(old.organization_id, old.id);
	elsif new.active and not old.active then
		kind := 'activated';
	end if;
	new.version := old.version + 1;
	if old.created_at <> statement_timestamp() then	-- else it is being made
		new.modified_at := greatest(clock_timestamp(), old.modified_at + interval '1 microsecond');
	end if;
	one := scim.user_json(old);
	other := scim.user_json(new);
	if one <> other then
		perform scim.record(old.organization_id, kind, 'User', old.id, old.id,
			coalesce(scim.difference(one, other), '{}')
				|| case when lost is null then '{}' else jsonb_build_object('groups', lost) end,
			coalesce(scim.difference(other, one), '{}')
				|| jsonb_build_object('userName', other -> 'userName'));
	end if;
	return new;
end
$$;


ALTER FUNCTION scim.user_changes() OWNER TO scim_owner;

--
-- Name: FUNCTION user_changes(); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.user_changes() IS 'Trigger: the version moves, deactivation and deletion take the roles away, and what changed is recorded.';


--
-- Name: user_create(bytea, text, text, text, boolean, text, text); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.user_create(key_hash bytea, request_id text, client text, base_url text, active boolean, role text, document text) RETURNS SETOF scim.user_row
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
	organization uuid := scim.enter(key_hash, request_id, client);
	user_name text := document::json ->> 'userName';
	new_id uuid;
begin
	if organization is null then
		return;
	end if;
	active := coalesce(active, true);
	role := coalesce(role, 'Member');
	perform scim.role_is_possible(user_name, active, role);
	if role = 'Owner' then
		perform from scim.owners o where o.organization_id = organization for update;
	end if;
	perform scim.user_name_is_free(organization, user_name, null);
	insert into scim.users as u (organization_id, active, role, document)
	values (organization, active, case role when 'Owner' then 'Member' else role end, document)
	returning u.id into new_id;
	if role = 'Owner' then
		perform scim.owner_replace(organization, new_id);
	end if;
	set constraints all immediate;
	return query select r.* from scim.user_rows(organization, base_url) r where r.id = new_id;
end
$$;


ALTER FUNCTION scim.user_create(key_hash bytea, request_id text, client text, base_url text, active boolean, role text, document text) OWNER TO scim_owner;

--
-- Name: FUNCTION user_create(key_hash bytea, request_id text, client text, base_url text, active boolean, role text, document text); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.user_create(key_hash bytea, request_id text, client text, base_url text, active boolean, role text, document text) IS 'POST /Users (RFC 7644 3.3). active and role may be null (true, Member); role Owner replaces the owner. Raises SC403 (domain), SC409 (userName), SCVAL.';


--
-- Name: user_created(); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.user_created() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
	perform scim.record(new.organization_id, 'created', 'User', new.id, new.id, null, scim.user_json(new));
	return null;
end
$$;


ALTER FUNCTION scim.user_created() OWNER TO scim_owner;

--
-- Name: FUNCTION user_created(); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.user_created() IS 'Trigger: record it.';


--
-- Name: user_delete(bytea, text, text, uuid, bigint[]); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.user_delete(key_hash bytea, request_id text, client text, id uuid, versions bigint[]) RETURNS SETOF uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
	organization uuid := scim.enter(key_hash, request_id, client);
	u scim.users;
begin
	if organization is null then
		return;
	end if;
	perform from scim.owners o where o.organization_id = organization for share;
	select * into u from scim.users s where s.organization_id = organization and s.id = id for update;
	if found and u.version <> all (versions) then
		raise exception 'The user was changed meanwhile: its version is W/"%"', u.version using errcode = 'SC412';
	end if;
	if exists (select from scim.owners o where o.organization_id = organization and o.user_id = u.id)
	or scim.was_owner(u.id) then
		raise exception 'Owner cannot be modified' using errcode = 'SCMUT';
	end if;
	delete from scim.users s where s.id = u.id;
	set constraints all immediate;
	return next u.id;
end
$$;


ALTER FUNCTION scim.user_delete(key_hash bytea, request_id text, client text, id uuid, versions bigint[]) OWNER TO scim_owner;

--
-- Name: FUNCTION user_delete(key_hash bytea, request_id text, client text, id uuid, versions bigint[]); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.user_delete(key_hash bytea, request_id text, client text, id uuid, versions bigint[]) IS 'DELETE /Users/{id} (RFC 7644 3.6): the account and its memberships go, the events stay. Raises SC412, SCMUT (owner).';


--
-- Name: user_domain(); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.user_domain() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
	address record;
begin
	for address in
		select * from (values ('userName', new.user_name), ('emails.value', nullif(new.email, ''))) a (name, value)
		where a.value is not null and not scim.domain_allows(new.organization_id, a.value)
	loop
		if scim.has_forbidden_characters(address.value) then
			raise exception '% "%" is no plain e-mail address: it must have no blanks and none of <>()[],;:\"',
				address.name, address.value using errcode = 'SCVAL';
		end if;
		raise exception 'User % is not allowed to be created in this organization', new.user_name
			using errcode = 'SC403';
	end loop;
	return null;
end
$$;


ALTER FUNCTION scim.user_domain() OWNER TO scim_owner;

--
-- Name: FUNCTION user_domain(); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.user_domain() IS 'Trigger: userName and primary e-mail are in the organization''s domains.';


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: users; Type: TABLE; Schema: scim; Owner: scim_owner
--

CREATE TABLE scim.users (
    organization_id uuid NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    seq bigint NOT NULL,
    active boolean DEFAULT true NOT NULL,
    role text DEFAULT 'Member'::text NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    modified_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    document text NOT NULL,
    user_name text GENERATED ALWAYS AS (((document)::json ->> 'userName'::text)) STORED NOT NULL,
    external_id text GENERATED ALWAYS AS (((document)::json ->> 'externalId'::text)) STORED COLLATE pg_catalog."C",
    display_name text GENERATED ALWAYS AS (((document)::json ->> 'displayName'::text)) STORED COLLATE pg_catalog."C",
    given_name text GENERATED ALWAYS AS (((document)::json #>> '{name,givenName}'::text[])) STORED COLLATE pg_catalog."C",
    family_name text GENERATED ALWAYS AS (((document)::json #>> '{name,familyName}'::text[])) STORED COLLATE pg_catalog."C",
    email text GENERATED ALWAYS AS (scim.primary_email(document)) STORED,
    user_name_key text GENERATED ALWAYS AS (scim.fold(((document)::json ->> 'userName'::text))) STORED NOT NULL COLLATE pg_catalog."C",
    folded jsonb GENERATED ALWAYS AS ((scim.fold(((document)::jsonb)::text))::jsonb) STORED NOT NULL,
    CONSTRAINT deactivated_means_member CHECK ((active OR (role = 'Member'::text))),
    CONSTRAINT document_is_scim_without_our_columns CHECK (((jsonb_typeof((document)::jsonb) = 'object'::text) AND (NOT ((document)::jsonb ?| ARRAY['id'::text, 'schemas'::text, 'meta'::text, 'groups'::text, 'active'::text, 'statsigOrgRole'::text, 'password'::text])))),
    CONSTRAINT document_names_each_attribute_once CHECK (scim.names_each_once(document)),
    CONSTRAINT user_name_is_not_blank CHECK ((btrim(((document)::json ->> 'userName'::text)) <> ''::text)),
    CONSTRAINT users_role_check CHECK ((role = ANY (ARRAY['Admin'::text, 'Member'::text])))
);


ALTER TABLE scim.users OWNER TO scim_owner;

--
-- Name: TABLE users; Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON TABLE scim.users IS 'Accounts. document is the SCIM resource without what has a column of its own; the columns behind it are read from it and cannot disagree. In psql: update scim.users set active = false where user_name = ...; or set document = jsonb_set(document::jsonb, ''{title}'', ''"Boss"'').';


--
-- Name: COLUMN users.seq; Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON COLUMN scim.users.seq IS 'The order of lists.';


--
-- Name: COLUMN users.role; Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON COLUMN scim.users.role IS 'Admin or Member. The owner is in scim.owners and has Admin here, which is what is left when another takes over.';


--
-- Name: COLUMN users.version; Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON COLUMN scim.users.version IS 'The ETag; moves with every change.';


--
-- Name: COLUMN users.email; Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON COLUMN scim.users.email IS 'The primary e-mail.';


--
-- Name: COLUMN users.folded; Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON COLUMN scim.users.folded IS 'The document with names and values folded, for filters: its index finds what equals a value and who has an attribute at all.';


--
-- Name: user_json(scim.users); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.user_json(u scim.users) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
	select u.document::jsonb || pg_catalog.jsonb_build_object('active', u.active, 'statsigOrgRole', u.role)
$$;


ALTER FUNCTION scim.user_json(u scim.users) OWNER TO scim_owner;

--
-- Name: FUNCTION user_json(u scim.users); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.user_json(u scim.users) IS 'A user as events show it.';


--
-- Name: user_lock(bytea, uuid); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.user_lock(key_hash bytea, id uuid) RETURNS SETOF uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
	k record;
begin
	select * into k from scim.authenticate(key_hash);
	if found then
		perform from scim.users u where u.organization_id = k.organization_id and u.id = id for update;
		return next id;
	end if;
end
$$;


ALTER FUNCTION scim.user_lock(key_hash bytea, id uuid) OWNER TO scim_owner;

--
-- Name: FUNCTION user_lock(key_hash bytea, id uuid); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.user_lock(key_hash bytea, id uuid) IS 'Hold a user until the transaction ends: for a PATCH /Users/{id} that others were faster than.';


--
-- Name: user_name_is_free(uuid, text, uuid); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.user_name_is_free(organization uuid, user_name text, but uuid) RETURNS void
    LANGUAGE plpgsql
    AS $$
#variable_conflict use_variable
declare
	other record;
begin
	-- For the sentence only: the constraint "userName" makes it true.
	select u.id, u.active into other from scim.users u
	where u.organization_id = organization and u.user_name_key = scim.fold(user_name) and u.id is distinct from but;
	if found then
		raise exception 'userName "%" is already in use%', user_name,
			case when not other.active then format(
				' by the deactivated account %s: set active: true there to bring it back', other.id) else '' end
			using errcode = 'SC409';
	end if;
end
$$;


ALTER FUNCTION scim.user_name_is_free(organization uuid, user_name text, but uuid) OWNER TO scim_owner;

--
-- Name: FUNCTION user_name_is_free(organization uuid, user_name text, but uuid); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.user_name_is_free(organization uuid, user_name text, but uuid) IS 'Raises SC409 when another account has the userName.';


--
-- Name: user_read(bytea, uuid, text); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.user_read(key_hash bytea, id uuid, base_url text) RETURNS SETOF scim.user_row
    LANGUAGE sql STABLE
    AS $$
	select r.* from scim.authenticate(key_hash) a
	left join lateral scim.user_rows(a.organization_id, base_url) r on r.id = user_read.id
$$;


ALTER FUNCTION scim.user_read(key_hash bytea, id uuid, base_url text) OWNER TO scim_owner;

--
-- Name: FUNCTION user_read(key_hash bytea, id uuid, base_url text); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.user_read(key_hash bytea, id uuid, base_url text) IS 'GET /Users/{id} (RFC 7644 3.4.1).';


--
-- Name: user_replace(bytea, text, text, text, uuid, bigint[], boolean, text, text); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.user_replace(key_hash bytea, request_id text, client text, base_url text, id uuid, versions bigint[], active boolean, role text, document text) RETURNS SETOF scim.user_row
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
	organization uuid := scim.enter(key_hash, request_id, client);
	u scim.users;
	user_name text := document::json ->> 'userName';
	is_owner boolean;
	becomes_owner boolean;
	new_role text;
begin
	if organization is null then
		return;
	end if;
	-- Owners before users; the stronger lock at once, for a deactivation
	-- changes a key and may pass projects to the owner.
	if role = 'Owner' and not exists (
		select from scim.owners o where o.organization_id = organization and o.user_id = id) then
		perform from scim.owners o where o.organization_id = organization for update;
	elsif not active then
		perform from scim.owners o where o.organization_id = organization for share;
	end if;
	if not active then
		select * into u from scim.users s where s.organization_id = organization and s.id = id for update;
	else
		select * into u from scim.users s where s.organization_id = organization and s.id = id for no key update;
	end if;
	if not found then
		return query select (null::scim.user_row).*;
		return;
	end if;
	if u.version <> all (versions) then
		raise exception 'The user was changed meanwhile: its version is W/"%"', u.version using errcode = 'SC412';
	end if;
	is_owner := exists (select from scim.owners o where o.organization_id = organization and o.user_id = id);
	active := coalesce(active, u.active);
	if is_owner and (not active or role <> 'Owner')
	or scim.was_owner(id) and (not active or role = 'Member') then
		raise exception 'Owner cannot be modified' using errcode = 'SCMUT';
	end if;
	-- A deactivation that repeats the present role takes it away; one that
	-- names another, or any role for who is deactivated already, gives it.
	if not (u.active and role = u.role) then
		perform scim.role_is_possible(user_name, active, role);
	end if;
	becomes_owner := role = 'Owner' and not is_owner;
	new_role := case when not active then 'Member'
		when role is null or role = 'Owner' then u.role else role end;
	if scim.fold(user_name) <> u.user_name_key then
		perform scim.user_name_is_free(organization, user_name, id);
	end if;
	if (u.active, u.role) <> (active, new_role)
	or (u.document <> document and u.document::jsonb <> document::jsonb) then
		update scim.users s set active = active, role = new_role, document = document where s.id = id;
	end if;
	if becomes_owner then
		perform scim.owner_replace(organization, id);
	end if;
	set constraints all immediate;
	return query select r.* from scim.user_rows(organization, base_url) r where r.id = id;
end
$$;


ALTER FUNCTION scim.user_replace(key_hash bytea, request_id text, client text, base_url text, id uuid, versions bigint[], active boolean, role text, document text) OWNER TO scim_owner;

--
-- Name: FUNCTION user_replace(key_hash bytea, request_id text, client text, base_url text, id uuid, versions bigint[], active boolean, role text, document text); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.user_replace(key_hash bytea, request_id text, client text, base_url text, id uuid, versions bigint[], active boolean, role text, document text) IS 'PUT and PATCH /Users/{id} (RFC 7644 3.5). active and role null: unchanged. versions: those that If-Match allows, null for any. Nothing is written when nothing changes. Raises SC403, SC409, SC412, SCMUT (owner), SCVAL.';


--
-- Name: user_rows(uuid, text); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.user_rows(organization uuid, base_url text) RETURNS SETOF scim.user_row
    LANGUAGE sql STABLE
    AS $_$
	select u.seq, u.id, u.version, scim.datetime(u.created_at), scim.datetime(u.modified_at), u.active,
		case when exists (select from scim.owners o
			where o.organization_id = organization and o.user_id = u.id) then 'Owner' else u.role end,
		u.document,
		(select '[' || pg_catalog.string_agg(
				'{"value":"' || g.id || '","$ref":"' || base_url || '/Groups/' || g.id || '","display":'
				|| pg_catalog.to_json(g.display_name) || ',"type":"direct"}', ',' order by g.seq) || ']'
			from scim.role_groups g
			where g.id in (
				select m.role_group_id from scim.role_group_members m
				where m.organization_id = organization and m.user_id = u.id
				union all
				select og.id from scim.project_owners p
				join scim.role_groups og on og.organization_id = organization
					and og.project_id = p.project_id and og.owner_group
				where p.organization_id = organization and p.user_id = u.id))
	from scim.users u
	where u.organization_id = organization
$_$;


ALTER FUNCTION scim.user_rows(organization uuid, base_url text) OWNER TO scim_owner;

--
-- Name: FUNCTION user_rows(organization uuid, base_url text); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.user_rows(organization uuid, base_url text) IS 'The users of an organization; inlined into the statement that asks, so that its conditions reach the indexes and columns not asked for cost nothing.';


--
-- Name: was_owner(uuid); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.was_owner(id uuid) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
	select coalesce(id::text = pg_catalog.current_setting('scim.former_owner', true), false)
$$;


ALTER FUNCTION scim.was_owner(id uuid) OWNER TO scim_owner;

--
-- Name: FUNCTION was_owner(id uuid); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.was_owner(id uuid) IS 'Has the user been replaced as owner in this transaction? In a Bulk, who takes a role from the owner is refused before and after another becomes Owner: the order of its operations does not matter.';


--
-- Name: withdraw_roles(uuid, uuid); Type: FUNCTION; Schema: scim; Owner: scim_owner
--

CREATE FUNCTION scim.withdraw_roles(organization uuid, leaver uuid) RETURNS jsonb
    LANGUAGE plpgsql
    AS $$
declare
	lost jsonb;
begin
	select jsonb_agg(g.display_name order by g.seq) into lost
	from scim.role_groups g
	where g.organization_id = organization and (
		g.id in (select m.role_group_id from scim.role_group_members m
			where m.organization_id = organization and m.user_id = leaver)
		or g.owner_group and g.project_id in (select p.project_id from scim.project_owners p
			where p.organization_id = organization and p.user_id = leaver));
	if lost is null then
		return null;
	end if;
	-- The owner to whom projects pass stays owner, and so active, until then.
	perform from scim.owners o where o.organization_id = organization for share;
	update scim.project_owners p set user_id = o.user_id, since = now()
	from scim.owners o
	where p.organization_id = organization and p.user_id = leaver
	and o.organization_id = organization and o.user_id <> leaver;
	perform from scim.role_groups g
	where g.id in (select m.role_group_id from scim.role_group_members m
		where m.organization_id = organization and m.user_id = leaver)
	order by g.id for no key update;
	delete from scim.role_group_members m
	where m.organization_id = organization and m.user_id = leaver;
	return lost;
end
$$;


ALTER FUNCTION scim.withdraw_roles(organization uuid, leaver uuid) OWNER TO scim_owner;

--
-- Name: FUNCTION withdraw_roles(organization uuid, leaver uuid); Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON FUNCTION scim.withdraw_roles(organization uuid, leaver uuid) IS 'Take every role from a user who leaves; the projects he owned pass to the organization''s owner. Returns the names of the role groups.';


--
-- Name: events; Type: TABLE; Schema: scim; Owner: scim_owner
--

CREATE TABLE scim.events (
    id bigint NOT NULL,
    at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    organization_id uuid NOT NULL,
    kind text NOT NULL,
    resource text NOT NULL,
    resource_id uuid,
    user_id uuid,
    key_id uuid,
    database_role name DEFAULT SESSION_USER NOT NULL,
    request_id text,
    client text,
    before jsonb,
    after jsonb
);


ALTER TABLE scim.events OWNER TO scim_owner;

--
-- Name: TABLE events; Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON TABLE scim.events IS 'What happened, insert-only. scim.event_overview tells it in words.';


--
-- Name: COLUMN events.kind; Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON COLUMN scim.events.kind IS 'created, changed, deleted; activated, deactivated; member added, member removed; owner replaced.';


--
-- Name: COLUMN events.resource; Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON COLUMN scim.events.resource IS 'User, Group, Organization, Domain, Key, Project, Role or Team.';


--
-- Name: COLUMN events.user_id; Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON COLUMN scim.events.user_id IS 'The person concerned, also when the resource is a Group or Project.';


--
-- Name: COLUMN events.key_id; Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON COLUMN scim.events.key_id IS 'The key of the request; null: somebody''s own statement.';


--
-- Name: COLUMN events.database_role; Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON COLUMN scim.events.database_role IS 'The login role of the session, always.';


--
-- Name: COLUMN events.before; Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON COLUMN scim.events.before IS 'What was there, as far as it changed; of a deactivated or deleted user the names of the role groups that were lost too.';


--
-- Name: keys; Type: TABLE; Schema: scim; Owner: scim_owner
--

CREATE TABLE scim.keys (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    organization_id uuid NOT NULL,
    label scim.name NOT NULL,
    hash bytea NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone,
    revoked_at timestamp with time zone,
    CONSTRAINT keys_hash_check CHECK ((octet_length(hash) = 32))
);


ALTER TABLE scim.keys OWNER TO scim_owner;

--
-- Name: TABLE keys; Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON TABLE scim.keys IS 'The bearer keys of identity providers. Only SHA-256 hashes are here; the key itself is shown once, by scim.key_issue().';


--
-- Name: COLUMN keys.label; Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON COLUMN scim.keys.label IS 'Who uses it, as events name it: Okta, Entra 2026, ...';


--
-- Name: organizations; Type: TABLE; Schema: scim; Owner: scim_owner
--

CREATE TABLE scim.organizations (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name scim.name NOT NULL,
    prefix scim.name DEFAULT 'Statsig'::text NOT NULL,
    suspended_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    name_key text GENERATED ALWAYS AS (scim.fold((name)::text)) STORED NOT NULL COLLATE pg_catalog."C"
);


ALTER TABLE scim.organizations OWNER TO scim_owner;

--
-- Name: TABLE organizations; Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON TABLE scim.organizations IS 'Tenants: each is a company whose identity provider provisions here.';


--
-- Name: COLUMN organizations.prefix; Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON COLUMN scim.organizations.prefix IS 'What the names of its role groups begin with.';


--
-- Name: COLUMN organizations.suspended_at; Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON COLUMN scim.organizations.suspended_at IS 'Since when its keys are answered 403; null: it is served.';


--
-- Name: COLUMN organizations.name_key; Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON COLUMN scim.organizations.name_key IS 'The name folded: unique without regard to case.';


--
-- Name: event_overview; Type: VIEW; Schema: scim; Owner: scim_owner
--

CREATE VIEW scim.event_overview AS
 SELECT e.at,
    o.name AS organization,
    COALESCE((k.label)::text, (e.database_role)::text) AS who,
        CASE
            WHEN (e.kind ~~ 'member %'::text) THEN (((COALESCE(e.after, e.before) ->> 'userName'::text) ||
            CASE e.kind
                WHEN 'member added'::text THEN ' joined '::text
                ELSE ' left '::text
            END) || (COALESCE(e.after, e.before) ->> 'group'::text))
            WHEN (e.kind = 'owner replaced'::text) THEN ((((COALESCE((e.after ->> 'owner'::text), ''::text) || ' replaced '::text) || COALESCE((e.before ->> 'owner'::text), 'nobody'::text)) || ' as owner'::text) || COALESCE((' of project '::text || (e.after ->> 'project'::text)), ''::text))
            WHEN ((e.kind = ANY (ARRAY['deactivated'::text, 'deleted'::text])) AND (e.resource = 'User'::text)) THEN (((e.kind || ' '::text) || COALESCE((e.after ->> 'userName'::text), (e.before ->> 'userName'::text))) ||
            CASE
                WHEN (jsonb_array_length((e.before -> 'groups'::text)) > 0) THEN (', lost '::text || ( SELECT string_agg(g.value, ', '::text) AS string_agg
                   FROM jsonb_array_elements_text((e.before -> 'groups'::text)) g(value)))
                ELSE ''::text
            END)
            WHEN (e.resource = 'User'::text) THEN (((e.kind || ' '::text) || (e.after ->> 'userName'::text)) ||
            CASE
                WHEN (e.kind = 'changed'::text) THEN COALESCE((': '::text || ( SELECT string_agg(a.a, ', '::text ORDER BY a.a) AS string_agg
                   FROM jsonb_object_keys((e.before || (e.after - 'userName'::text))) a(a))), ''::text)
                ELSE ''::text
            END)
            ELSE ((((e.kind || ' '::text) || lower(e.resource)) || ' '::text) || COALESCE((e.after ->> 'name'::text), (e.before ->> 'name'::text), (e.after ->> 'domain'::text), (e.before ->> 'domain'::text), (e.after ->> 'label'::text), (e.before ->> 'label'::text), (e.after ->> 'displayName'::text), ''::text))
        END AS what,
    e.client,
    e.request_id,
    e.database_role,
    e.id
   FROM ((scim.events e
     LEFT JOIN scim.organizations o ON ((o.id = e.organization_id)))
     LEFT JOIN scim.keys k ON ((k.id = e.key_id)));


ALTER TABLE scim.event_overview OWNER TO scim_owner;

--
-- Name: VIEW event_overview; Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON VIEW scim.event_overview IS 'What happened, in words; newest last by id.';


--
-- Name: events_id_seq; Type: SEQUENCE; Schema: scim; Owner: scim_owner
--

ALTER TABLE scim.events ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME scim.events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: key_overview; Type: VIEW; Schema: scim; Owner: scim_owner
--

CREATE VIEW scim.key_overview AS
 SELECT o.name AS organization,
    k.label,
        CASE
            WHEN (k.revoked_at IS NOT NULL) THEN 'revoked'::text
            WHEN (k.expires_at <= now()) THEN 'expired'::text
            ELSE 'live'::text
        END AS state,
    k.created_at,
    k.expires_at,
    k.revoked_at,
    k.id
   FROM (scim.keys k
     JOIN scim.organizations o ON ((o.id = k.organization_id)));


ALTER TABLE scim.key_overview OWNER TO scim_owner;

--
-- Name: VIEW key_overview; Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON VIEW scim.key_overview IS 'The keys, without their hashes.';


--
-- Name: project_owners; Type: TABLE; Schema: scim; Owner: scim_owner
--

CREATE TABLE scim.project_owners (
    organization_id uuid NOT NULL,
    project_id uuid NOT NULL,
    user_id uuid NOT NULL,
    active boolean GENERATED ALWAYS AS (true) STORED NOT NULL,
    since timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE scim.project_owners OWNER TO scim_owner;

--
-- Name: TABLE project_owners; Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON TABLE scim.project_owners IS 'The one owner of each project: the one member of its Owner group.';


--
-- Name: projects; Type: TABLE; Schema: scim; Owner: scim_owner
--

CREATE TABLE scim.projects (
    organization_id uuid NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name scim.name NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    name_key text GENERATED ALWAYS AS (scim.fold((name)::text)) STORED NOT NULL COLLATE pg_catalog."C"
);


ALTER TABLE scim.projects OWNER TO scim_owner;

--
-- Name: TABLE projects; Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON TABLE scim.projects IS 'Workspaces. Made and deleted by scim.project_create() and scim.project_delete(), never over SCIM.';


--
-- Name: role_group_members; Type: TABLE; Schema: scim; Owner: scim_owner
--

CREATE TABLE scim.role_group_members (
    organization_id uuid NOT NULL,
    role_group_id uuid NOT NULL,
    user_id uuid NOT NULL,
    since timestamp with time zone DEFAULT now() NOT NULL,
    active boolean GENERATED ALWAYS AS (true) STORED NOT NULL,
    owner_group boolean GENERATED ALWAYS AS (false) STORED NOT NULL
);


ALTER TABLE scim.role_group_members OWNER TO scim_owner;

--
-- Name: TABLE role_group_members; Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON TABLE scim.role_group_members IS 'Who holds which role: a row is a role that the user has.';


--
-- Name: COLUMN role_group_members.active; Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON COLUMN scim.role_group_members.active IS 'Always true: with the foreign key it says that only active users hold roles.';


--
-- Name: COLUMN role_group_members.owner_group; Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON COLUMN scim.role_group_members.owner_group IS 'Always false: with the foreign key it says that Owner groups have no rows here.';


--
-- Name: role_groups; Type: TABLE; Schema: scim; Owner: scim_owner
--

CREATE TABLE scim.role_groups (
    organization_id uuid NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    seq bigint NOT NULL,
    project_id uuid NOT NULL,
    team_id uuid,
    role text NOT NULL,
    display_name text NOT NULL,
    external_id text COLLATE pg_catalog."C",
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    modified_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    owner_group boolean GENERATED ALWAYS AS ((role = 'Owner'::text)) STORED NOT NULL,
    display_name_key text GENERATED ALWAYS AS (scim.fold(display_name)) STORED NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT team_has_admins_and_members CHECK (((team_id IS NULL) OR (role = ANY (ARRAY['Admin'::text, 'Member'::text]))))
);


ALTER TABLE scim.role_groups OWNER TO scim_owner;

--
-- Name: TABLE role_groups; Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON TABLE scim.role_groups IS 'What SCIM calls a Group: one role in one project, or one role in one team. They come and go with projects, roles and teams.';


--
-- Name: COLUMN role_groups.display_name; Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON COLUMN scim.role_groups.display_name IS 'prefix-project-role or prefix-project-team-role; written by a trigger, follows the names it is made of.';


--
-- Name: COLUMN role_groups.owner_group; Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON COLUMN scim.role_groups.owner_group IS 'Its one member is in scim.project_owners, not in scim.role_group_members.';


--
-- Name: teams; Type: TABLE; Schema: scim; Owner: scim_owner
--

CREATE TABLE scim.teams (
    organization_id uuid NOT NULL,
    project_id uuid NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name scim.name NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    name_key text GENERATED ALWAYS AS (scim.fold((name)::text)) STORED NOT NULL COLLATE pg_catalog."C"
);


ALTER TABLE scim.teams OWNER TO scim_owner;

--
-- Name: TABLE teams; Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON TABLE scim.teams IS 'Groups of people inside a project, with the roles Admin and Member.';


--
-- Name: member_overview; Type: VIEW; Schema: scim; Owner: scim_owner
--

CREATE VIEW scim.member_overview AS
 SELECT o.name AS organization,
    p.name AS project,
    t.name AS team,
    g.role,
    u.user_name,
    u.display_name,
    m.since,
    g.display_name AS role_group,
    u.id AS user_id,
    g.id AS role_group_id
   FROM (((((( SELECT role_group_members.role_group_id,
            role_group_members.user_id,
            role_group_members.since
           FROM scim.role_group_members
        UNION ALL
         SELECT g_1.id,
            w.user_id,
            w.since
           FROM (scim.project_owners w
             JOIN scim.role_groups g_1 ON (((g_1.organization_id = w.organization_id) AND (g_1.project_id = w.project_id) AND g_1.owner_group)))) m
     JOIN scim.role_groups g ON ((g.id = m.role_group_id)))
     JOIN scim.users u ON ((u.id = m.user_id)))
     JOIN scim.organizations o ON ((o.id = g.organization_id)))
     JOIN scim.projects p ON ((p.id = g.project_id)))
     LEFT JOIN scim.teams t ON ((t.id = g.team_id)));


ALTER TABLE scim.member_overview OWNER TO scim_owner;

--
-- Name: VIEW member_overview; Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON VIEW scim.member_overview IS 'Who has which role where, and since when; owners of projects included.';


--
-- Name: organization_domains; Type: TABLE; Schema: scim; Owner: scim_owner
--

CREATE TABLE scim.organization_domains (
    organization_id uuid NOT NULL,
    domain text NOT NULL COLLATE pg_catalog."C",
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT organization_domains_domain_check CHECK (((domain = '*'::text) OR (domain ~ '^[a-z0-9.-]+$'::text)))
);


ALTER TABLE scim.organization_domains OWNER TO scim_owner;

--
-- Name: TABLE organization_domains; Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON TABLE scim.organization_domains IS 'The e-mail domains in which an organization may have accounts, in lower case; * allows any userName.';


--
-- Name: owners; Type: TABLE; Schema: scim; Owner: scim_owner
--

CREATE TABLE scim.owners (
    organization_id uuid NOT NULL,
    user_id uuid NOT NULL,
    active boolean GENERATED ALWAYS AS (true) STORED NOT NULL,
    since timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE scim.owners OWNER TO scim_owner;

--
-- Name: TABLE owners; Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON TABLE scim.owners IS 'The one owner of each organization. Replace: update scim.owners set user_id = ... where organization_id = ...';


--
-- Name: COLUMN owners.active; Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON COLUMN scim.owners.active IS 'Always true: with the foreign key it says that the owner is an active user.';


--
-- Name: organization_overview; Type: VIEW; Schema: scim; Owner: scim_owner
--

CREATE VIEW scim.organization_overview AS
 SELECT o.name AS organization,
    u.user_name AS owner,
    o.prefix,
    ( SELECT string_agg(d.domain, ', '::text ORDER BY d.domain) AS string_agg
           FROM scim.organization_domains d
          WHERE (d.organization_id = o.id)) AS domains,
    ( SELECT count(*) AS count
           FROM scim.users s
          WHERE ((s.organization_id = o.id) AND s.active)) AS users_active,
    ( SELECT count(*) AS count
           FROM scim.users s
          WHERE ((s.organization_id = o.id) AND (NOT s.active))) AS users_deactivated,
    ( SELECT count(*) AS count
           FROM scim.projects p
          WHERE (p.organization_id = o.id)) AS projects,
    ( SELECT count(*) AS count
           FROM scim.keys k
          WHERE ((k.organization_id = o.id) AND (k.revoked_at IS NULL) AND ((k.expires_at IS NULL) OR (k.expires_at > now())))) AS live_keys,
    o.suspended_at,
    o.id
   FROM ((scim.organizations o
     JOIN scim.owners w ON ((w.organization_id = o.id)))
     JOIN scim.users u ON ((u.id = w.user_id)));


ALTER TABLE scim.organization_overview OWNER TO scim_owner;

--
-- Name: VIEW organization_overview; Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON VIEW scim.organization_overview IS 'Each organization at a glance.';


--
-- Name: role_group_overview; Type: VIEW; Schema: scim; Owner: scim_owner
--

CREATE VIEW scim.role_group_overview AS
 SELECT o.name AS organization,
    p.name AS project,
    t.name AS team,
    g.role,
    g.display_name,
        CASE
            WHEN g.owner_group THEN (1)::bigint
            ELSE ( SELECT count(*) AS count
               FROM scim.role_group_members m
              WHERE (m.role_group_id = g.id))
        END AS members,
    g.external_id,
    g.modified_at,
    g.id
   FROM (((scim.role_groups g
     JOIN scim.organizations o ON ((o.id = g.organization_id)))
     JOIN scim.projects p ON ((p.id = g.project_id)))
     LEFT JOIN scim.teams t ON ((t.id = g.team_id)));


ALTER TABLE scim.role_group_overview OWNER TO scim_owner;

--
-- Name: VIEW role_group_overview; Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON VIEW scim.role_group_overview IS 'What SCIM calls Groups: each role of each project and team, with the number of members.';


--
-- Name: role_groups_seq_seq; Type: SEQUENCE; Schema: scim; Owner: scim_owner
--

ALTER TABLE scim.role_groups ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME scim.role_groups_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: roles; Type: TABLE; Schema: scim; Owner: scim_owner
--

CREATE TABLE scim.roles (
    organization_id uuid NOT NULL,
    name scim.name NOT NULL,
    seq bigint NOT NULL,
    name_key text GENERATED ALWAYS AS (scim.fold((name)::text)) STORED NOT NULL COLLATE pg_catalog."C"
);


ALTER TABLE scim.roles OWNER TO scim_owner;

--
-- Name: TABLE roles; Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON TABLE scim.roles IS 'Names of sets of rights in a project: Owner, Admin, Member, Read-Only, and the organization''s own.';


--
-- Name: roles_seq_seq; Type: SEQUENCE; Schema: scim; Owner: scim_owner
--

ALTER TABLE scim.roles ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME scim.roles_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: user_overview; Type: VIEW; Schema: scim; Owner: scim_owner
--

CREATE VIEW scim.user_overview AS
 SELECT o.name AS organization,
    u.user_name,
    u.display_name,
    u.active,
        CASE
            WHEN (w.user_id IS NOT NULL) THEN 'Owner'::text
            ELSE u.role
        END AS role,
    ( SELECT string_agg(m.role_group, ', '::text ORDER BY m.role_group) AS string_agg
           FROM scim.member_overview m
          WHERE (m.user_id = u.id)) AS roles,
    u.email,
    u.external_id,
    u.created_at,
    u.modified_at,
    u.id
   FROM ((scim.users u
     JOIN scim.organizations o ON ((o.id = u.organization_id)))
     LEFT JOIN scim.owners w ON (((w.organization_id = u.organization_id) AND (w.user_id = u.id))));


ALTER TABLE scim.user_overview OWNER TO scim_owner;

--
-- Name: VIEW user_overview; Type: COMMENT; Schema: scim; Owner: scim_owner
--

COMMENT ON VIEW scim.user_overview IS 'The accounts with their roles.';


--
-- Name: users_seq_seq; Type: SEQUENCE; Schema: scim; Owner: scim_owner
--

ALTER TABLE scim.users ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME scim.users_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Data for Name: events; Type: TABLE DATA; Schema: scim; Owner: scim_owner
--

COPY scim.events (id, at, organization_id, kind, resource, resource_id, user_id, key_id, database_role, request_id, client, before, after) FROM stdin;
1	2026-11-22 07:11:00.151228+00	84a94933-8282-43a2-a0f3-8b8fa1dab720	created	Organization	84a94933-8282-43a2-a0f3-8b8fa1dab720	\N	\N	scim_administrator	\N	\N	\N	{"id": "84a94933-8282-43a2-a0f3-8b8fa1dab720", "name": "Acme", "prefix": "Statsig", "created_at": "2026-11-22T07:11:00.145883+00:00", "suspended_at": null}
2	2026-11-22 07:11:00.15348+00	84a94933-8282-43a2-a0f3-8b8fa1dab720	created	Domain	\N	\N	\N	scim_administrator	\N	\N	\N	{"domain": "acme.example", "created_at": "2026-11-22T07:11:00.145883+00:00", "organization_id": "84a94933-8282-43a2-a0f3-8b8fa1dab720"}
3	2026-11-22 07:11:00.153747+00	84a94933-8282-43a2-a0f3-8b8fa1dab720	created	Domain	\N	\N	\N	scim_administrator	\N	\N	\N	{"domain": "abuse.example", "created_at": "2026-11-22T07:11:00.145883+00:00", "organization_id": "84a94933-8282-43a2-a0f3-8b8fa1dab720"}
4	2026-11-22 07:11:00.153879+00	84a94933-8282-43a2-a0f3-8b8fa1dab720	created	Domain	\N	\N	\N	scim_administrator	\N	\N	\N	{"domain": "atko.com", "created_at": "2026-11-22T07:11:00.145883+00:00", "organization_id": "84a94933-8282-43a2-a0f3-8b8fa1dab720"}
5	2026-11-22 07:11:00.153989+00	84a94933-8282-43a2-a0f3-8b8fa1dab720	created	Domain	\N	\N	\N	scim_administrator	\N	\N	\N	{"domain": "contoso.example", "created_at": "2026-11-22T07:11:00.145883+00:00", "organization_id": "84a94933-8282-43a2-a0f3-8b8fa1dab720"}
6	2026-11-22 07:11:00.154097+00	84a94933-8282-43a2-a0f3-8b8fa1dab720	created	Domain	\N	\N	\N	scim_administrator	\N	\N	\N	{"domain": "example.com", "created_at": "2026-11-22T07:11:00.145883+00:00", "organization_id": "84a94933-8282-43a2-a0f3-8b8fa1dab720"}
7	2026-11-22 07:11:00.154193+00	84a94933-8282-43a2-a0f3-8b8fa1dab720	created	Domain	\N	\N	\N	scim_administrator	\N	\N	\N	{"domain": "example.test", "created_at": "2026-11-22T07:11:00.145883+00:00", "organization_id": "84a94933-8282-43a2-a0f3-8b8fa1dab720"}
8	2026-11-22 07:11:00.154253+00	84a94933-8282-43a2-a0f3-8b8fa1dab720	created	Domain	\N	\N	\N	scim_administrator	\N	\N	\N	{"domain": "home.example.test", "created_at": "2026-11-22T07:11:00.145883+00:00", "organization_id": "84a94933-8282-43a2-a0f3-8b8fa1dab720"}
9	2026-11-22 07:11:00.155392+00	84a94933-8282-43a2-a0f3-8b8fa1dab720	created	Role	\N	\N	\N	scim_administrator	\N	\N	\N	{"seq": 1, "name": "Owner", "organization_id": "84a94933-8282-43a2-a0f3-8b8fa1dab720"}
10	2026-11-22 07:11:00.157139+00	84a94933-8282-43a2-a0f3-8b8fa1dab720	created	Role	\N	\N	\N	scim_administrator	\N	\N	\N	{"seq": 2, "name": "Admin", "organization_id": "84a94933-8282-43a2-a0f3-8b8fa1dab720"}
11	2026-11-22 07:11:00.157576+00	84a94933-8282-43a2-a0f3-8b8fa1dab720	created	Role	\N	\N	\N	scim_administrator	\N	\N	\N	{"seq": 3, "name": "Member", "organization_id": "84a94933-8282-43a2-a0f3-8b8fa1dab720"}
12	2026-11-22 07:11:00.157843+00	84a94933-8282-43a2-a0f3-8b8fa1dab720	created	Role	\N	\N	\N	scim_administrator	\N	\N	\N	{"seq": 4, "name": "Read-Only", "organization_id": "84a94933-8282-43a2-a0f3-8b8fa1dab720"}
13	2026-11-22 07:11:00.162734+00	84a94933-8282-43a2-a0f3-8b8fa1dab720	created	User	064b1151-7c5f-497e-b1bb-77b21410fb04	064b1151-7c5f-497e-b1bb-77b21410fb04	\N	scim_administrator	\N	\N	\N	{"name": {"givenName": "Olga", "familyName": "Owner"}, "active": true, "emails": [{"type": "work", "value": "owner@acme.example", "primary": true}], "userName": "owner@acme.example", "displayName": "Olga Owner", "statsigOrgRole": "Admin"}
14	2026-11-22 07:11:00.166099+00	84a94933-8282-43a2-a0f3-8b8fa1dab720	created	Role	\N	\N	\N	scim_administrator	\N	\N	\N	{"seq": 5, "name": "Engineer", "organization_id": "84a94933-8282-43a2-a0f3-8b8fa1dab720"}
15	2026-11-22 07:11:00.168053+00	84a94933-8282-43a2-a0f3-8b8fa1dab720	created	Project	5955ef64-8258-473f-ab8b-a7176cea1eab	\N	\N	scim_administrator	\N	\N	\N	{"id": "5955ef64-8258-473f-ab8b-a7176cea1eab", "name": "Okta Test Project", "created_at": "2026-11-22T07:11:00.16686+00:00", "organization_id": "84a94933-8282-43a2-a0f3-8b8fa1dab720"}
16	2026-11-22 07:11:00.173825+00	84a94933-8282-43a2-a0f3-8b8fa1dab720	created	Project	b2645a0b-9da4-47c7-b8db-a66c03adc025	\N	\N	scim_administrator	\N	\N	\N	{"id": "b2645a0b-9da4-47c7-b8db-a66c03adc025", "name": "Statsig-Okta Test Project", "created_at": "2026-11-22T07:11:00.173276+00:00", "organization_id": "84a94933-8282-43a2-a0f3-8b8fa1dab720"}
17	2026-11-22 07:11:00.176882+00	84a94933-8282-43a2-a0f3-8b8fa1dab720	created	Team	9d728031-975c-49b6-8157-38d00ca3e4aa	\N	\N	scim_administrator	\N	\N	\N	{"id": "9d728031-975c-49b6-8157-38d00ca3e4aa", "name": "Growth", "created_at": "2026-11-22T07:11:00.17559+00:00", "project_id": "5955ef64-8258-473f-ab8b-a7176cea1eab", "organization_id": "84a94933-8282-43a2-a0f3-8b8fa1dab720"}
18	2026-11-22 07:11:00.178633+00	5c5ba774-6c1e-4653-b338-874fed96d3d0	created	Organization	5c5ba774-6c1e-4653-b338-874fed96d3d0	\N	\N	scim_administrator	\N	\N	\N	{"id": "5c5ba774-6c1e-4653-b338-874fed96d3d0", "name": "Globex", "prefix": "Statsig", "created_at": "2026-11-22T07:11:00.178307+00:00", "suspended_at": null}
19	2026-11-22 07:11:00.178889+00	5c5ba774-6c1e-4653-b338-874fed96d3d0	created	Domain	\N	\N	\N	scim_administrator	\N	\N	\N	{"domain": "globex.example", "created_at": "2026-11-22T07:11:00.178307+00:00", "organization_id": "5c5ba774-6c1e-4653-b338-874fed96d3d0"}
20	2026-11-22 07:11:00.179156+00	5c5ba774-6c1e-4653-b338-874fed96d3d0	created	Role	\N	\N	\N	scim_administrator	\N	\N	\N	{"seq": 6, "name": "Owner", "organization_id": "5c5ba774-6c1e-4653-b338-874fed96d3d0"}
21	2026-11-22 07:11:00.17946+00	5c5ba774-6c1e-4653-b338-874fed96d3d0	created	Role	\N	\N	\N	scim_administrator	\N	\N	\N	{"seq": 7, "name": "Admin", "organization_id": "5c5ba774-6c1e-4653-b338-874fed96d3d0"}
22	2026-11-22 07:11:00.179617+00	5c5ba774-6c1e-4653-b338-874fed96d3d0	created	Role	\N	\N	\N	scim_administrator	\N	\N	\N	{"seq": 8, "name": "Member", "organization_id": "5c5ba774-6c1e-4653-b338-874fed96d3d0"}
23	2026-11-22 07:11:00.179734+00	5c5ba774-6c1e-4653-b338-874fed96d3d0	created	Role	\N	\N	\N	scim_administrator	\N	\N	\N	{"seq": 9, "name": "Read-Only", "organization_id": "5c5ba774-6c1e-4653-b338-874fed96d3d0"}
24	2026-11-22 07:11:00.18093+00	5c5ba774-6c1e-4653-b338-874fed96d3d0	created	User	68250bb2-5b2d-44b0-ac7d-a8597cccb549	68250bb2-5b2d-44b0-ac7d-a8597cccb549	\N	scim_administrator	\N	\N	\N	{"name": {"givenName": "Olga", "familyName": "Owner"}, "active": true, "emails": [{"type": "work", "value": "owner@globex.example", "primary": true}], "userName": "owner@globex.example", "displayName": "Olga Owner", "statsigOrgRole": "Admin"}
25	2026-11-22 07:11:00.182643+00	ce294b70-9639-4873-8d9a-c1172cfeb6ee	created	Organization	ce294b70-9639-4873-8d9a-c1172cfeb6ee	\N	\N	scim_administrator	\N	\N	\N	{"id": "ce294b70-9639-4873-8d9a-c1172cfeb6ee", "name": "Open", "prefix": "Statsig", "created_at": "2026-11-22T07:11:00.182301+00:00", "suspended_at": null}
26	2026-11-22 07:11:00.182855+00	ce294b70-9639-4873-8d9a-c1172cfeb6ee	created	Domain	\N	\N	\N	scim_administrator	\N	\N	\N	{"domain": "*", "created_at": "2026-11-22T07:11:00.182301+00:00", "organization_id": "ce294b70-9639-4873-8d9a-c1172cfeb6ee"}
27	2026-11-22 07:11:00.183064+00	ce294b70-9639-4873-8d9a-c1172cfeb6ee	created	Role	\N	\N	\N	scim_administrator	\N	\N	\N	{"seq": 10, "name": "Owner", "organization_id": "ce294b70-9639-4873-8d9a-c1172cfeb6ee"}
28	2026-11-22 07:11:00.183538+00	ce294b70-9639-4873-8d9a-c1172cfeb6ee	created	Role	\N	\N	\N	scim_administrator	\N	\N	\N	{"seq": 11, "name": "Admin", "organization_id": "ce294b70-9639-4873-8d9a-c1172cfeb6ee"}
29	2026-11-22 07:11:00.183668+00	ce294b70-9639-4873-8d9a-c1172cfeb6ee	created	Role	\N	\N	\N	scim_administrator	\N	\N	\N	{"seq": 12, "name": "Member", "organization_id": "ce294b70-9639-4873-8d9a-c1172cfeb6ee"}
30	2026-11-22 07:11:00.183778+00	ce294b70-9639-4873-8d9a-c1172cfeb6ee	created	Role	\N	\N	\N	scim_administrator	\N	\N	\N	{"seq": 13, "name": "Read-Only", "organization_id": "ce294b70-9639-4873-8d9a-c1172cfeb6ee"}
31	2026-11-22 07:11:00.184832+00	ce294b70-9639-4873-8d9a-c1172cfeb6ee	created	User	9c90de49-af5c-403c-a03d-2789c655ced7	9c90de49-af5c-403c-a03d-2789c655ced7	\N	scim_administrator	\N	\N	\N	{"name": {"givenName": "Olga", "familyName": "Owner"}, "active": true, "emails": [{"type": "work", "value": "owner@open.example", "primary": true}], "userName": "owner@open.example", "displayName": "Olga Owner", "statsigOrgRole": "Admin"}
32	2026-11-22 07:11:00.188271+00	84a94933-8282-43a2-a0f3-8b8fa1dab720	created	Key	0619c409-f856-4479-96a2-d4860ab64d14	\N	\N	scim_administrator	\N	\N	\N	{"id": "0619c409-f856-4479-96a2-d4860ab64d14", "label": "with-server", "created_at": "2026-11-22T07:11:00.18612+00:00", "expires_at": null, "revoked_at": null, "organization_id": "84a94933-8282-43a2-a0f3-8b8fa1dab720"}
33	2026-11-22 07:11:00.18959+00	5c5ba774-6c1e-4653-b338-874fed96d3d0	created	Key	98170b49-d5dd-4732-9d1d-c8457cff171d	\N	\N	scim_administrator	\N	\N	\N	{"id": "98170b49-d5dd-4732-9d1d-c8457cff171d", "label": "with-server", "created_at": "2026-11-22T07:11:00.188873+00:00", "expires_at": null, "revoked_at": null, "organization_id": "5c5ba774-6c1e-4653-b338-874fed96d3d0"}
34	2026-11-22 07:11:00.190582+00	ce294b70-9639-4873-8d9a-c1172cfeb6ee	created	Key	d135fc84-0b22-4883-916c-0761a3f494ee	\N	\N	scim_administrator	\N	\N	\N	{"id": "d135fc84-0b22-4883-916c-0761a3f494ee", "label": "with-server", "created_at": "2026-11-22T07:11:00.190024+00:00", "expires_at": null, "revoked_at": null, "organization_id": "ce294b70-9639-4873-8d9a-c1172cfeb6ee"}
35	2026-11-22 07:11:00.256698+00	84a94933-8282-43a2-a0f3-8b8fa1dab720	created	User	a0542f9e-8ff1-4a0f-9db8-3db7f5746e01	a0542f9e-8ff1-4a0f-9db8-3db7f5746e01	0619c409-f856-4479-96a2-d4860ab64d14	scim_fcgi	b87cab5e65f6c3636b9348c4e9261f8c	curl/7.88.1	\N	{"name": {"givenName": "Mara", "familyName": "Member"}, "active": true, "emails": [{"type": "work", "value": "member@acme.example", "primary": true}], "userName": "member@acme.example", "externalId": "with-server", "displayName": "Mara Member", "statsigOrgRole": "Member"}
36	2026-11-22 07:11:00.351471+00	5c5ba774-6c1e-4653-b338-874fed96d3d0	created	User	a34a4b24-6d22-4629-95eb-da4ad923f68c	a34a4b24-6d22-4629-95eb-da4ad923f68c	98170b49-d5dd-4732-9d1d-c8457cff171d	scim_fcgi	8f0acfd950b6a79269886bfc0ed5adf3	curl/7.88.1	\N	{"name": {"givenName": "Mara", "familyName": "Member"}, "active": true, "emails": [{"type": "work", "value": "member@globex.example", "primary": true}], "userName": "member@globex.example", "externalId": "with-server", "displayName": "Mara Member", "statsigOrgRole": "Member"}
37	2026-11-22 07:11:00.633426+00	84a94933-8282-43a2-a0f3-8b8fa1dab720	member added	Group	231b95fb-78c5-4dd1-8341-5fbcf9b4b38a	a0542f9e-8ff1-4a0f-9db8-3db7f5746e01	0619c409-f856-4479-96a2-d4860ab64d14	scim_fcgi	b7851d7df2b73d12fbdae3cc81c509fc	curl/7.88.1	\N	{"group": "Statsig-Okta Test Project-Engineer", "userName": "member@acme.example"}
38	2026-11-22 07:11:00.665656+00	84a94933-8282-43a2-a0f3-8b8fa1dab720	changed	User	a0542f9e-8ff1-4a0f-9db8-3db7f5746e01	a0542f9e-8ff1-4a0f-9db8-3db7f5746e01	\N	scim_administrator	\N	\N	{"statsigOrgRole": "Member"}	{"userName": "member@acme.example", "statsigOrgRole": "Admin"}
39	2026-11-22 07:11:00.666904+00	84a94933-8282-43a2-a0f3-8b8fa1dab720	owner replaced	Organization	84a94933-8282-43a2-a0f3-8b8fa1dab720	a0542f9e-8ff1-4a0f-9db8-3db7f5746e01	\N	scim_administrator	\N	\N	{"owner": "owner@acme.example"}	{"owner": "member@acme.example"}
40	2026-11-22 07:11:00.690949+00	84a94933-8282-43a2-a0f3-8b8fa1dab720	owner replaced	Organization	84a94933-8282-43a2-a0f3-8b8fa1dab720	064b1151-7c5f-497e-b1bb-77b21410fb04	\N	scim_administrator	\N	\N	{"owner": "member@acme.example"}	{"owner": "owner@acme.example"}
41	2026-11-22 07:11:00.710517+00	84a94933-8282-43a2-a0f3-8b8fa1dab720	created	User	f32804d2-9e77-451e-82a7-e2b9686f9565	f32804d2-9e77-451e-82a7-e2b9686f9565	\N	scim_administrator	\N	\N	\N	{"name": {"givenName": "Lea", "familyName": "Ver"}, "active": true, "emails": [{"type": "work", "value": "Leaver@acme.example"}], "userName": "leaver@acme.example", "statsigOrgRole": "Member"}
42	2026-11-22 07:11:00.744998+00	84a94933-8282-43a2-a0f3-8b8fa1dab720	member added	Group	231b95fb-78c5-4dd1-8341-5fbcf9b4b38a	f32804d2-9e77-451e-82a7-e2b9686f9565	0619c409-f856-4479-96a2-d4860ab64d14	scim_fcgi	77fa06bed7574d2bb86d7a2eabaecd96	curl/7.88.1	\N	{"group": "Statsig-Okta Test Project-Engineer", "userName": "leaver@acme.example"}
43	2026-11-22 07:11:00.764777+00	84a94933-8282-43a2-a0f3-8b8fa1dab720	member removed	Group	231b95fb-78c5-4dd1-8341-5fbcf9b4b38a	f32804d2-9e77-451e-82a7-e2b9686f9565	0619c409-f856-4479-96a2-d4860ab64d14	scim_fcgi	4e81a90b3a0ffa1110048bb15f94bdcb	curl/7.88.1	{"group": "Statsig-Okta Test Project-Engineer", "userName": "leaver@acme.example"}	\N
44	2026-11-22 07:11:00.765643+00	84a94933-8282-43a2-a0f3-8b8fa1dab720	deactivated	User	f32804d2-9e77-451e-82a7-e2b9686f9565	f32804d2-9e77-451e-82a7-e2b9686f9565	0619c409-f856-4479-96a2-d4860ab64d14	scim_fcgi	4e81a90b3a0ffa1110048bb15f94bdcb	curl/7.88.1	{"active": true, "groups": ["Statsig-Okta Test Project-Engineer"]}	{"active": false, "userName": "leaver@acme.example"}
\.


--
-- Data for Name: keys; Type: TABLE DATA; Schema: scim; Owner: scim_owner
--

COPY scim.keys (id, organization_id, label, hash, created_at, expires_at, revoked_at) FROM stdin;
0619c409-f856-4479-96a2-d4860ab64d14	84a94933-8282-43a2-a0f3-8b8fa1dab720	with-server	\\xfdbfe68e934a6c90097924b7e55fa1c2e7383b7985b134cfd085c434cd371ffa	2026-11-22 07:11:00.18612+00	\N	\N
98170b49-d5dd-4732-9d1d-c8457cff171d	5c5ba774-6c1e-4653-b338-874fed96d3d0	with-server	\\x09954e1d78c605810dd6ecfac0094f65d26128e18ead6dabd31f3b376a5b3619	2026-11-22 07:11:00.188873+00	\N	\N
d135fc84-0b22-4883-916c-0761a3f494ee	ce294b70-9639-4873-8d9a-c1172cfeb6ee	with-server	\\xda5d157cba674aef05595300e9894c0652c7527c78ec8f10abb5d5b479e5d4c5	2026-11-22 07:11:00.190024+00	\N	\N
\.


--
-- Data for Name: organization_domains; Type: TABLE DATA; Schema: scim; Owner: scim_owner
--

COPY scim.organization_domains (organization_id, domain, created_at) FROM stdin;
84a94933-8282-43a2-a0f3-8b8fa1dab720	acme.example	2026-11-22 07:11:00.145883+00
84a94933-8282-43a2-a0f3-8b8fa1dab720	abuse.example	2026-11-22 07:11:00.145883+00
84a94933-8282-43a2-a0f3-8b8fa1dab720	atko.com	2026-11-22 07:11:00.145883+00
84a94933-8282-43a2-a0f3-8b8fa1dab720	contoso.example	2026-11-22 07:11:00.145883+00
84a94933-8282-43a2-a0f3-8b8fa1dab720	example.com	2026-11-22 07:11:00.145883+00
84a94933-8282-43a2-a0f3-8b8fa1dab720	example.test	2026-11-22 07:11:00.145883+00
84a94933-8282-43a2-a0f3-8b8fa1dab720	home.example.test	2026-11-22 07:11:00.145883+00
5c5ba774-6c1e-4653-b338-874fed96d3d0	globex.example	2026-11-22 07:11:00.178307+00
ce294b70-9639-4873-8d9a-c1172cfeb6ee	*	2026-11-22 07:11:00.182301+00
\.


--
-- Data for Name: organizations; Type: TABLE DATA; Schema: scim; Owner: scim_owner
--

COPY scim.organizations (id, name, prefix, suspended_at, created_at) FROM stdin;
84a94933-8282-43a2-a0f3-8b8fa1dab720	Acme	Statsig	\N	2026-11-22 07:11:00.145883+00
5c5ba774-6c1e-4653-b338-874fed96d3d0	Globex	Statsig	\N	2026-11-22 07:11:00.178307+00
ce294b70-9639-4873-8d9a-c1172cfeb6ee	Open	Statsig	\N	2026-11-22 07:11:00.182301+00
\.


--
-- Data for Name: owners; Type: TABLE DATA; Schema: scim; Owner: scim_owner
--

COPY scim.owners (organization_id, user_id, since) FROM stdin;
5c5ba774-6c1e-4653-b338-874fed96d3d0	68250bb2-5b2d-44b0-ac7d-a8597cccb549	2026-11-22 07:11:00.178307+00
ce294b70-9639-4873-8d9a-c1172cfeb6ee	9c90de49-af5c-403c-a03d-2789c655ced7	2026-11-22 07:11:00.182301+00
84a94933-8282-43a2-a0f3-8b8fa1dab720	064b1151-7c5f-497e-b1bb-77b21410fb04	2026-11-22 07:11:00.145883+00
\.


--
-- Data for Name: project_owners; Type: TABLE DATA; Schema: scim; Owner: scim_owner
--

COPY scim.project_owners (organization_id, project_id, user_id, since) FROM stdin;
84a94933-8282-43a2-a0f3-8b8fa1dab720	5955ef64-8258-473f-ab8b-a7176cea1eab	064b1151-7c5f-497e-b1bb-77b21410fb04	2026-11-22 07:11:00.16686+00
84a94933-8282-43a2-a0f3-8b8fa1dab720	b2645a0b-9da4-47c7-b8db-a66c03adc025	064b1151-7c5f-497e-b1bb-77b21410fb04	2026-11-22 07:11:00.173276+00
\.


--
-- Data for Name: projects; Type: TABLE DATA; Schema: scim; Owner: scim_owner
--

COPY scim.projects (organization_id, id, name, created_at) FROM stdin;
84a94933-8282-43a2-a0f3-8b8fa1dab720	5955ef64-8258-473f-ab8b-a7176cea1eab	Okta Test Project	2026-11-22 07:11:00.16686+00
84a94933-8282-43a2-a0f3-8b8fa1dab720	b2645a0b-9da4-47c7-b8db-a66c03adc025	Statsig-Okta Test Project	2026-11-22 07:11:00.173276+00
\.


--
-- Data for Name: role_group_members; Type: TABLE DATA; Schema: scim; Owner: scim_owner
--

COPY scim.role_group_members (organization_id, role_group_id, user_id, since) FROM stdin;
84a94933-8282-43a2-a0f3-8b8fa1dab720	231b95fb-78c5-4dd1-8341-5fbcf9b4b38a	a0542f9e-8ff1-4a0f-9db8-3db7f5746e01	2026-11-22 07:11:00.622459+00
\.


--
-- Data for Name: role_groups; Type: TABLE DATA; Schema: scim; Owner: scim_owner
--

COPY scim.role_groups (organization_id, id, seq, project_id, team_id, role, display_name, external_id, version, created_at, modified_at) FROM stdin;
84a94933-8282-43a2-a0f3-8b8fa1dab720	f92b5c82-b340-406a-87e3-087c7535bec7	1	5955ef64-8258-473f-ab8b-a7176cea1eab	\N	Owner	Statsig-Okta Test Project-Owner	\N	1	2026-11-22 07:11:00.16686+00	2026-11-22 07:11:00.16686+00
84a94933-8282-43a2-a0f3-8b8fa1dab720	073c981f-1988-48d8-8d1a-8093453d17c7	2	5955ef64-8258-473f-ab8b-a7176cea1eab	\N	Admin	Statsig-Okta Test Project-Admin	\N	1	2026-11-22 07:11:00.16686+00	2026-11-22 07:11:00.16686+00
84a94933-8282-43a2-a0f3-8b8fa1dab720	392d6d77-366d-4f11-88c7-e8ebde6dff4a	3	5955ef64-8258-473f-ab8b-a7176cea1eab	\N	Member	Statsig-Okta Test Project-Member	\N	1	2026-11-22 07:11:00.16686+00	2026-11-22 07:11:00.16686+00
84a94933-8282-43a2-a0f3-8b8fa1dab720	50753bce-b9b9-459b-8446-a7108c10fd25	4	5955ef64-8258-473f-ab8b-a7176cea1eab	\N	Read-Only	Statsig-Okta Test Project-Read-Only	\N	1	2026-11-22 07:11:00.16686+00	2026-11-22 07:11:00.16686+00
84a94933-8282-43a2-a0f3-8b8fa1dab720	15bdef8b-c192-47af-a1b9-d735ca83e77b	6	b2645a0b-9da4-47c7-b8db-a66c03adc025	\N	Owner	Statsig-Statsig-Okta Test Project-Owner	\N	1	2026-11-22 07:11:00.173276+00	2026-11-22 07:11:00.173276+00
84a94933-8282-43a2-a0f3-8b8fa1dab720	c724836a-014b-4842-a556-4ce1f9435402	7	b2645a0b-9da4-47c7-b8db-a66c03adc025	\N	Admin	Statsig-Statsig-Okta Test Project-Admin	\N	1	2026-11-22 07:11:00.173276+00	2026-11-22 07:11:00.173276+00
84a94933-8282-43a2-a0f3-8b8fa1dab720	59a2d74e-7507-4dd4-a9a2-9cf77ccc3f8e	8	b2645a0b-9da4-47c7-b8db-a66c03adc025	\N	Member	Statsig-Statsig-Okta Test Project-Member	\N	1	2026-11-22 07:11:00.173276+00	2026-11-22 07:11:00.173276+00
84a94933-8282-43a2-a0f3-8b8fa1dab720	d2b4e82f-a328-4706-b6db-ae3c957bbe64	9	b2645a0b-9da4-47c7-b8db-a66c03adc025	\N	Read-Only	Statsig-Statsig-Okta Test Project-Read-Only	\N	1	2026-11-22 07:11:00.173276+00	2026-11-22 07:11:00.173276+00
84a94933-8282-43a2-a0f3-8b8fa1dab720	2513509d-a285-4998-b12b-a265ad74bb3a	10	b2645a0b-9da4-47c7-b8db-a66c03adc025	\N	Engineer	Statsig-Statsig-Okta Test Project-Engineer	\N	1	2026-11-22 07:11:00.173276+00	2026-11-22 07:11:00.173276+00
84a94933-8282-43a2-a0f3-8b8fa1dab720	6c34a097-3ef9-4307-b182-0c434241ea1f	11	5955ef64-8258-473f-ab8b-a7176cea1eab	9d728031-975c-49b6-8157-38d00ca3e4aa	Admin	Statsig-Okta Test Project-Growth-Admin	\N	1	2026-11-22 07:11:00.17559+00	2026-11-22 07:11:00.17559+00
84a94933-8282-43a2-a0f3-8b8fa1dab720	785557a2-7c2c-4609-b642-2950701b8571	12	5955ef64-8258-473f-ab8b-a7176cea1eab	9d728031-975c-49b6-8157-38d00ca3e4aa	Member	Statsig-Okta Test Project-Growth-Member	\N	1	2026-11-22 07:11:00.17559+00	2026-11-22 07:11:00.17559+00
84a94933-8282-43a2-a0f3-8b8fa1dab720	231b95fb-78c5-4dd1-8341-5fbcf9b4b38a	5	5955ef64-8258-473f-ab8b-a7176cea1eab	\N	Engineer	Statsig-Okta Test Project-Engineer	\N	4	2026-11-22 07:11:00.16686+00	2026-11-22 07:11:00.763982+00
\.


--
-- Data for Name: roles; Type: TABLE DATA; Schema: scim; Owner: scim_owner
--

COPY scim.roles (organization_id, name, seq) FROM stdin;
84a94933-8282-43a2-a0f3-8b8fa1dab720	Owner	1
84a94933-8282-43a2-a0f3-8b8fa1dab720	Admin	2
84a94933-8282-43a2-a0f3-8b8fa1dab720	Member	3
84a94933-8282-43a2-a0f3-8b8fa1dab720	Read-Only	4
84a94933-8282-43a2-a0f3-8b8fa1dab720	Engineer	5
5c5ba774-6c1e-4653-b338-874fed96d3d0	Owner	6
5c5ba774-6c1e-4653-b338-874fed96d3d0	Admin	7
5c5ba774-6c1e-4653-b338-874fed96d3d0	Member	8
5c5ba774-6c1e-4653-b338-874fed96d3d0	Read-Only	9
ce294b70-9639-4873-8d9a-c1172cfeb6ee	Owner	10
ce294b70-9639-4873-8d9a-c1172cfeb6ee	Admin	11
ce294b70-9639-4873-8d9a-c1172cfeb6ee	Member	12
ce294b70-9639-4873-8d9a-c1172cfeb6ee	Read-Only	13
\.


--
-- Data for Name: teams; Type: TABLE DATA; Schema: scim; Owner: scim_owner
--

COPY scim.teams (organization_id, project_id, id, name, created_at) FROM stdin;
84a94933-8282-43a2-a0f3-8b8fa1dab720	5955ef64-8258-473f-ab8b-a7176cea1eab	9d728031-975c-49b6-8157-38d00ca3e4aa	Growth	2026-11-22 07:11:00.17559+00
\.


--
-- Data for Name: users; Type: TABLE DATA; Schema: scim; Owner: scim_owner
--

COPY scim.users (organization_id, id, seq, active, role, version, created_at, modified_at, document) FROM stdin;
5c5ba774-6c1e-4653-b338-874fed96d3d0	68250bb2-5b2d-44b0-ac7d-a8597cccb549	2	t	Admin	1	2026-11-22 07:11:00.178307+00	2026-11-22 07:11:00.178307+00	{"name": {"givenName": "Olga", "familyName": "Owner"}, "emails": [{"type": "work", "value": "owner@globex.example", "primary": true}], "userName": "owner@globex.example", "displayName": "Olga Owner"}
ce294b70-9639-4873-8d9a-c1172cfeb6ee	9c90de49-af5c-403c-a03d-2789c655ced7	3	t	Admin	1	2026-11-22 07:11:00.182301+00	2026-11-22 07:11:00.182301+00	{"name": {"givenName": "Olga", "familyName": "Owner"}, "emails": [{"type": "work", "value": "owner@open.example", "primary": true}], "userName": "owner@open.example", "displayName": "Olga Owner"}
5c5ba774-6c1e-4653-b338-874fed96d3d0	a34a4b24-6d22-4629-95eb-da4ad923f68c	5	t	Member	1	2026-11-22 07:11:00.341631+00	2026-11-22 07:11:00.341631+00	{"userName":"member@globex.example","externalId":"with-server","name":{"givenName":"Mara","familyName":"Member"},"displayName":"Mara Member","emails":[{"type":"work","primary":true,"value":"member@globex.example"}]}
84a94933-8282-43a2-a0f3-8b8fa1dab720	064b1151-7c5f-497e-b1bb-77b21410fb04	1	t	Admin	3	2026-11-22 07:11:00.145883+00	2026-11-22 07:11:00.687285+00	{"name": {"givenName": "Olga", "familyName": "Owner"}, "emails": [{"type": "work", "value": "owner@acme.example", "primary": true}], "userName": "owner@acme.example", "displayName": "Olga Owner"}
84a94933-8282-43a2-a0f3-8b8fa1dab720	a0542f9e-8ff1-4a0f-9db8-3db7f5746e01	4	t	Admin	3	2026-11-22 07:11:00.246693+00	2026-11-22 07:11:00.689705+00	{"userName":"member@acme.example","externalId":"with-server","name":{"givenName":"Mara","familyName":"Member"},"displayName":"Mara Member","emails":[{"type":"work","primary":true,"value":"member@acme.example"}]}
84a94933-8282-43a2-a0f3-8b8fa1dab720	f32804d2-9e77-451e-82a7-e2b9686f9565	6	f	Member	2	2026-11-22 07:11:00.704793+00	2026-11-22 07:11:00.764965+00	{"userName":"leaver@acme.example","emails":[{"value":"Leaver@acme.example","type":"work"}],"name":{"givenName":"Lea","familyName":"Ver"}}
\.


--
-- Name: events_id_seq; Type: SEQUENCE SET; Schema: scim; Owner: scim_owner
--

SELECT pg_catalog.setval('scim.events_id_seq', 44, true);


--
-- Name: role_groups_seq_seq; Type: SEQUENCE SET; Schema: scim; Owner: scim_owner
--

SELECT pg_catalog.setval('scim.role_groups_seq_seq', 12, true);


--
-- Name: roles_seq_seq; Type: SEQUENCE SET; Schema: scim; Owner: scim_owner
--

SELECT pg_catalog.setval('scim.roles_seq_seq', 13, true);


--
-- Name: users_seq_seq; Type: SEQUENCE SET; Schema: scim; Owner: scim_owner
--

SELECT pg_catalog.setval('scim.users_seq_seq', 6, true);


--
-- Name: role_groups displayName; Type: CONSTRAINT; Schema: scim; Owner: scim_owner
--

ALTER TABLE ONLY scim.role_groups
    ADD CONSTRAINT "displayName" UNIQUE (organization_id, display_name_key);


--
-- Name: events events_pkey; Type: CONSTRAINT; Schema: scim; Owner: scim_owner
--

ALTER TABLE ONLY scim.events
    ADD CONSTRAINT events_pkey PRIMARY KEY (id);


--
-- Name: keys key_label; Type: CONSTRAINT; Schema: scim; Owner: scim_owner
--

ALTER TABLE ONLY scim.keys
    ADD CONSTRAINT key_label UNIQUE (organization_id, label);


--
-- Name: keys keys_hash_key; Type: CONSTRAINT; Schema: scim; Owner: scim_owner
--

ALTER TABLE ONLY scim.keys
    ADD CONSTRAINT keys_hash_key UNIQUE (hash);


--
-- Name: keys keys_pkey; Type: CONSTRAINT; Schema: scim; Owner: scim_owner
--

ALTER TABLE ONLY scim.keys
    ADD CONSTRAINT keys_pkey PRIMARY KEY (id);


--
-- Name: organization_domains organization_domains_pkey; Type: CONSTRAINT; Schema: scim; Owner: scim_owner
--

ALTER TABLE ONLY scim.organization_domains
    ADD CONSTRAINT organization_domains_pkey PRIMARY KEY (organization_id, domain);


--
-- Name: organizations organization_name; Type: CONSTRAINT; Schema: scim; Owner: scim_owner
--

ALTER TABLE ONLY scim.organizations
    ADD CONSTRAINT organization_name UNIQUE (name_key);


--
-- Name: organizations organizations_pkey; Type: CONSTRAINT; Schema: scim; Owner: scim_owner
--

ALTER TABLE ONLY scim.organizations
    ADD CONSTRAINT organizations_pkey PRIMARY KEY (id);


--
-- Name: owners owners_pkey; Type: CONSTRAINT; Schema: scim; Owner: scim_owner
--

ALTER TABLE ONLY scim.owners
    ADD CONSTRAINT owners_pkey PRIMARY KEY (organization_id);


--
-- Name: projects project_name; Type: CONSTRAINT; Schema: scim; Owner: scim_owner
--

ALTER TABLE ONLY scim.projects
    ADD CONSTRAINT project_name UNIQUE (organization_id, name_key);


--
-- Name: project_owners project_owners_pkey; Type: CONSTRAINT; Schema: scim; Owner: scim_owner
--

ALTER TABLE ONLY scim.project_owners
    ADD CONSTRAINT project_owners_pkey PRIMARY KEY (organization_id, project_id);


--
-- Name: projects projects_organization_id_id_key; Type: CONSTRAINT; Schema: scim; Owner: scim_owner
--

ALTER TABLE ONLY scim.projects
    ADD CONSTRAINT projects_organization_id_id_key UNIQUE (organization_id, id);


--
-- Name: projects projects_pkey; Type: CONSTRAINT; Schema: scim; Owner: scim_owner
--

ALTER TABLE ONLY scim.projects
    ADD CONSTRAINT projects_pkey PRIMARY KEY (id);


--
-- Name: role_groups role_group_is_one_role; Type: CONSTRAINT; Schema: scim; Owner: scim_owner
--

ALTER TABLE ONLY scim.role_groups
    ADD CONSTRAINT role_group_is_one_role UNIQUE NULLS NOT DISTINCT (organization_id, project_id, team_id, role);


--
-- Name: role_groups role_group_is_owner_group; Type: CONSTRAINT; Schema: scim; Owner: scim_owner
--

ALTER TABLE ONLY scim.role_groups
    ADD CONSTRAINT role_group_is_owner_group UNIQUE (organization_id, id, owner_group);


--
-- Name: role_group_members role_group_members_pkey; Type: CONSTRAINT; Schema: scim; Owner: scim_owner
--

ALTER TABLE ONLY scim.role_group_members
    ADD CONSTRAINT role_group_members_pkey PRIMARY KEY (role_group_id, user_id);


--
-- Name: role_groups role_group_order; Type: CONSTRAINT; Schema: scim; Owner: scim_owner
--

ALTER TABLE ONLY scim.role_groups
    ADD CONSTRAINT role_group_order UNIQUE (organization_id, seq);


--
-- Name: role_groups role_groups_pkey; Type: CONSTRAINT; Schema: scim; Owner: scim_owner
--

ALTER TABLE ONLY scim.role_groups
    ADD CONSTRAINT role_groups_pkey PRIMARY KEY (id);


--
-- Name: roles role_name; Type: CONSTRAINT; Schema: scim; Owner: scim_owner
--

ALTER TABLE ONLY scim.roles
    ADD CONSTRAINT role_name UNIQUE (organization_id, name_key);


--
-- Name: roles roles_pkey; Type: CONSTRAINT; Schema: scim; Owner: scim_owner
--

ALTER TABLE ONLY scim.roles
    ADD CONSTRAINT roles_pkey PRIMARY KEY (organization_id, name);


--
-- Name: teams team_name; Type: CONSTRAINT; Schema: scim; Owner: scim_owner
--

ALTER TABLE ONLY scim.teams
    ADD CONSTRAINT team_name UNIQUE (organization_id, project_id, name_key);


--
-- Name: teams teams_organization_id_project_id_id_key; Type: CONSTRAINT; Schema: scim; Owner: scim_owner
--

ALTER TABLE ONLY scim.teams
    ADD CONSTRAINT teams_organization_id_project_id_id_key UNIQUE (organization_id, project_id, id);


--
-- Name: teams teams_pkey; Type: CONSTRAINT; Schema: scim; Owner: scim_owner
--

ALTER TABLE ONLY scim.teams
    ADD CONSTRAINT teams_pkey PRIMARY KEY (id);


--
-- Name: users userName; Type: CONSTRAINT; Schema: scim; Owner: scim_owner
--

ALTER TABLE ONLY scim.users
    ADD CONSTRAINT "userName" UNIQUE (user_name_key, organization_id);


--
-- Name: users user_is_active; Type: CONSTRAINT; Schema: scim; Owner: scim_owner
--

ALTER TABLE ONLY scim.users
    ADD CONSTRAINT user_is_active UNIQUE (id, organization_id, active);


--
-- Name: users user_order; Type: CONSTRAINT; Schema: scim; Owner: scim_owner
--

ALTER TABLE ONLY scim.users
    ADD CONSTRAINT user_order UNIQUE (organization_id, seq);


--
-- Name: users users_pkey; Type: CONSTRAINT; Schema: scim; Owner: scim_owner
--

ALTER TABLE ONLY scim.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (id);


--
-- Name: event_of_organization; Type: INDEX; Schema: scim; Owner: scim_owner
--

CREATE INDEX event_of_organization ON scim.events USING btree (organization_id, id);


--
-- Name: event_of_resource; Type: INDEX; Schema: scim; Owner: scim_owner
--

CREATE INDEX event_of_resource ON scim.events USING btree (organization_id, resource_id, id);


--
-- Name: event_of_user; Type: INDEX; Schema: scim; Owner: scim_owner
--

CREATE INDEX event_of_user ON scim.events USING btree (organization_id, user_id, id);


--
-- Name: owner_user; Type: INDEX; Schema: scim; Owner: scim_owner
--

CREATE INDEX owner_user ON scim.owners USING btree (organization_id, user_id);


--
-- Name: project_owner_user; Type: INDEX; Schema: scim; Owner: scim_owner
--

CREATE INDEX project_owner_user ON scim.project_owners USING btree (organization_id, user_id);


--
-- Name: role_group_external_id; Type: INDEX; Schema: scim; Owner: scim_owner
--

CREATE INDEX role_group_external_id ON scim.role_groups USING btree (organization_id, scim.prefix(external_id));


--
-- Name: role_group_member_user; Type: INDEX; Schema: scim; Owner: scim_owner
--

CREATE INDEX role_group_member_user ON scim.role_group_members USING btree (organization_id, user_id, role_group_id);


--
-- Name: user_admin; Type: INDEX; Schema: scim; Owner: scim_owner
--

CREATE INDEX user_admin ON scim.users USING btree (organization_id) WHERE (role = 'Admin'::text);


--
-- Name: user_created; Type: INDEX; Schema: scim; Owner: scim_owner
--

CREATE INDEX user_created ON scim.users USING btree (created_at, organization_id);


--
-- Name: user_deactivated; Type: INDEX; Schema: scim; Owner: scim_owner
--

CREATE INDEX user_deactivated ON scim.users USING btree (organization_id) WHERE (NOT active);


--
-- Name: user_display_name; Type: INDEX; Schema: scim; Owner: scim_owner
--

CREATE INDEX user_display_name ON scim.users USING btree (scim.prefix(scim.fold(display_name)), organization_id);


--
-- Name: user_email_prefix; Type: INDEX; Schema: scim; Owner: scim_owner
--

CREATE INDEX user_email_prefix ON scim.users USING gin (scim.email_prefixes(folded));


--
-- Name: user_external_id; Type: INDEX; Schema: scim; Owner: scim_owner
--

CREATE INDEX user_external_id ON scim.users USING btree (scim.prefix(external_id), organization_id);


--
-- Name: user_family_name; Type: INDEX; Schema: scim; Owner: scim_owner
--

CREATE INDEX user_family_name ON scim.users USING btree (scim.prefix(scim.fold(family_name)), organization_id);


--
-- Name: user_folded; Type: INDEX; Schema: scim; Owner: scim_owner
--

CREATE INDEX user_folded ON scim.users USING gin (folded);


--
-- Name: user_given_name; Type: INDEX; Schema: scim; Owner: scim_owner
--

CREATE INDEX user_given_name ON scim.users USING btree (scim.prefix(scim.fold(given_name)), organization_id);


--
-- Name: user_modified; Type: INDEX; Schema: scim; Owner: scim_owner
--

CREATE INDEX user_modified ON scim.users USING btree (modified_at, organization_id);


--
-- Name: organization_domains domain_needed; Type: TRIGGER; Schema: scim; Owner: scim_owner
--

CREATE TRIGGER domain_needed BEFORE DELETE OR UPDATE ON scim.organization_domains FOR EACH ROW EXECUTE FUNCTION scim.domain_needed();


--
-- Name: events insert_only; Type: TRIGGER; Schema: scim; Owner: scim_owner
--

CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE OR TRUNCATE ON scim.events FOR EACH STATEMENT EXECUTE FUNCTION scim.refuse('events are a record');


--
-- Name: role_group_members members_added; Type: TRIGGER; Schema: scim; Owner: scim_owner
--

CREATE TRIGGER members_added AFTER INSERT ON scim.role_group_members REFERENCING NEW TABLE AS members FOR EACH STATEMENT EXECUTE FUNCTION scim.members_changed();


--
-- Name: role_group_members members_fixed; Type: TRIGGER; Schema: scim; Owner: scim_owner
--

CREATE TRIGGER members_fixed BEFORE UPDATE ON scim.role_group_members FOR EACH STATEMENT EXECUTE FUNCTION scim.refuse('delete the row and insert another');


--
-- Name: role_group_members members_removed; Type: TRIGGER; Schema: scim; Owner: scim_owner
--

CREATE TRIGGER members_removed AFTER DELETE ON scim.role_group_members REFERENCING OLD TABLE AS members FOR EACH STATEMENT EXECUTE FUNCTION scim.members_changed();


--
-- Name: owners owner_replaced; Type: TRIGGER; Schema: scim; Owner: scim_owner
--

CREATE TRIGGER owner_replaced AFTER UPDATE ON scim.owners FOR EACH ROW WHEN ((new.user_id <> old.user_id)) EXECUTE FUNCTION scim.owner_replaced();


--
-- Name: project_owners project_owner_replaced; Type: TRIGGER; Schema: scim; Owner: scim_owner
--

CREATE TRIGGER project_owner_replaced AFTER UPDATE ON scim.project_owners FOR EACH ROW WHEN ((new.user_id <> old.user_id)) EXECUTE FUNCTION scim.project_owner_replaced();


--
-- Name: keys recorded; Type: TRIGGER; Schema: scim; Owner: scim_owner
--

CREATE TRIGGER recorded AFTER INSERT OR DELETE OR UPDATE ON scim.keys FOR EACH ROW EXECUTE FUNCTION scim.structure_changed('Key');


--
-- Name: organization_domains recorded; Type: TRIGGER; Schema: scim; Owner: scim_owner
--

CREATE TRIGGER recorded AFTER INSERT OR DELETE OR UPDATE ON scim.organization_domains FOR EACH ROW EXECUTE FUNCTION scim.structure_changed('Domain');


--
-- Name: organizations recorded; Type: TRIGGER; Schema: scim; Owner: scim_owner
--

CREATE TRIGGER recorded AFTER INSERT OR DELETE OR UPDATE ON scim.organizations FOR EACH ROW EXECUTE FUNCTION scim.structure_changed('Organization');


--
-- Name: projects recorded; Type: TRIGGER; Schema: scim; Owner: scim_owner
--

CREATE TRIGGER recorded AFTER INSERT OR DELETE OR UPDATE ON scim.projects FOR EACH ROW EXECUTE FUNCTION scim.structure_changed('Project');


--
-- Name: roles recorded; Type: TRIGGER; Schema: scim; Owner: scim_owner
--

CREATE TRIGGER recorded AFTER INSERT OR DELETE OR UPDATE ON scim.roles FOR EACH ROW EXECUTE FUNCTION scim.structure_changed('Role');


--
-- Name: teams recorded; Type: TRIGGER; Schema: scim; Owner: scim_owner
--

CREATE TRIGGER recorded AFTER INSERT OR DELETE OR UPDATE ON scim.teams FOR EACH ROW EXECUTE FUNCTION scim.structure_changed('Team');


--
-- Name: organizations renamed; Type: TRIGGER; Schema: scim; Owner: scim_owner
--

CREATE TRIGGER renamed AFTER UPDATE OF prefix ON scim.organizations FOR EACH ROW WHEN (((new.prefix)::text <> (old.prefix)::text)) EXECUTE FUNCTION scim.renamed();


--
-- Name: projects renamed; Type: TRIGGER; Schema: scim; Owner: scim_owner
--

CREATE TRIGGER renamed AFTER UPDATE OF name ON scim.projects FOR EACH ROW WHEN (((new.name)::text <> (old.name)::text)) EXECUTE FUNCTION scim.renamed();


--
-- Name: teams renamed; Type: TRIGGER; Schema: scim; Owner: scim_owner
--

CREATE TRIGGER renamed AFTER UPDATE OF name ON scim.teams FOR EACH ROW WHEN (((new.name)::text <> (old.name)::text)) EXECUTE FUNCTION scim.renamed();


--
-- Name: role_groups role_group_changes; Type: TRIGGER; Schema: scim; Owner: scim_owner
--

CREATE TRIGGER role_group_changes BEFORE INSERT OR UPDATE ON scim.role_groups FOR EACH ROW EXECUTE FUNCTION scim.role_group_changes();


--
-- Name: projects role_groups_of_project; Type: TRIGGER; Schema: scim; Owner: scim_owner
--

CREATE TRIGGER role_groups_of_project AFTER INSERT ON scim.projects FOR EACH ROW EXECUTE FUNCTION scim.role_groups_of_project();


--
-- Name: roles role_groups_of_role; Type: TRIGGER; Schema: scim; Owner: scim_owner
--

CREATE TRIGGER role_groups_of_role AFTER INSERT ON scim.roles FOR EACH ROW EXECUTE FUNCTION scim.role_groups_of_role();


--
-- Name: teams role_groups_of_team; Type: TRIGGER; Schema: scim; Owner: scim_owner
--

CREATE TRIGGER role_groups_of_team AFTER INSERT ON scim.teams FOR EACH ROW EXECUTE FUNCTION scim.role_groups_of_team();


--
-- Name: users user_changes; Type: TRIGGER; Schema: scim; Owner: scim_owner
--

CREATE TRIGGER user_changes BEFORE DELETE OR UPDATE ON scim.users FOR EACH ROW EXECUTE FUNCTION scim.user_changes();


--
-- Name: users user_created; Type: TRIGGER; Schema: scim; Owner: scim_owner
--

CREATE TRIGGER user_created AFTER INSERT ON scim.users FOR EACH ROW EXECUTE FUNCTION scim.user_created();


--
-- Name: users user_domain_insert; Type: TRIGGER; Schema: scim; Owner: scim_owner
--

CREATE TRIGGER user_domain_insert AFTER INSERT ON scim.users FOR EACH ROW EXECUTE FUNCTION scim.user_domain();


--
-- Name: users user_domain_update; Type: TRIGGER; Schema: scim; Owner: scim_owner
--

CREATE TRIGGER user_domain_update AFTER UPDATE ON scim.users FOR EACH ROW WHEN (((new.user_name_key <> old.user_name_key) OR (new.email IS DISTINCT FROM old.email))) EXECUTE FUNCTION scim.user_domain();


--
-- Name: keys keys_organization_id_fkey; Type: FK CONSTRAINT; Schema: scim; Owner: scim_owner
--

ALTER TABLE ONLY scim.keys
    ADD CONSTRAINT keys_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES scim.organizations(id);


--
-- Name: role_group_members member_is_active; Type: FK CONSTRAINT; Schema: scim; Owner: scim_owner
--

ALTER TABLE ONLY scim.role_group_members
    ADD CONSTRAINT member_is_active FOREIGN KEY (organization_id, user_id, active) REFERENCES scim.users(organization_id, id, active);


--
-- Name: role_group_members member_of_role_group; Type: FK CONSTRAINT; Schema: scim; Owner: scim_owner
--

ALTER TABLE ONLY scim.role_group_members
    ADD CONSTRAINT member_of_role_group FOREIGN KEY (organization_id, role_group_id, owner_group) REFERENCES scim.role_groups(organization_id, id, owner_group);


--
-- Name: organization_domains organization_domains_organization_id_fkey; Type: FK CONSTRAINT; Schema: scim; Owner: scim_owner
--

ALTER TABLE ONLY scim.organization_domains
    ADD CONSTRAINT organization_domains_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES scim.organizations(id);


--
-- Name: organizations organization_has_an_owner; Type: FK CONSTRAINT; Schema: scim; Owner: scim_owner
--

ALTER TABLE ONLY scim.organizations
    ADD CONSTRAINT organization_has_an_owner FOREIGN KEY (id) REFERENCES scim.owners(organization_id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: owners owner_is_active; Type: FK CONSTRAINT; Schema: scim; Owner: scim_owner
--

ALTER TABLE ONLY scim.owners
    ADD CONSTRAINT owner_is_active FOREIGN KEY (organization_id, user_id, active) REFERENCES scim.users(organization_id, id, active) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: owners owners_organization_id_fkey; Type: FK CONSTRAINT; Schema: scim; Owner: scim_owner
--

ALTER TABLE ONLY scim.owners
    ADD CONSTRAINT owners_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES scim.organizations(id);


--
-- Name: projects project_has_an_owner; Type: FK CONSTRAINT; Schema: scim; Owner: scim_owner
--

ALTER TABLE ONLY scim.projects
    ADD CONSTRAINT project_has_an_owner FOREIGN KEY (organization_id, id) REFERENCES scim.project_owners(organization_id, project_id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: project_owners project_owner_is_active; Type: FK CONSTRAINT; Schema: scim; Owner: scim_owner
--

ALTER TABLE ONLY scim.project_owners
    ADD CONSTRAINT project_owner_is_active FOREIGN KEY (organization_id, user_id, active) REFERENCES scim.users(organization_id, id, active) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: project_owners project_owner_of; Type: FK CONSTRAINT; Schema: scim; Owner: scim_owner
--

ALTER TABLE ONLY scim.project_owners
    ADD CONSTRAINT project_owner_of FOREIGN KEY (organization_id, project_id) REFERENCES scim.projects(organization_id, id);


--
-- Name: projects projects_organization_id_fkey; Type: FK CONSTRAINT; Schema: scim; Owner: scim_owner
--

ALTER TABLE ONLY scim.projects
    ADD CONSTRAINT projects_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES scim.organizations(id);


--
-- Name: role_groups role_groups_organization_id_project_id_fkey; Type: FK CONSTRAINT; Schema: scim; Owner: scim_owner
--

ALTER TABLE ONLY scim.role_groups
    ADD CONSTRAINT role_groups_organization_id_project_id_fkey FOREIGN KEY (organization_id, project_id) REFERENCES scim.projects(organization_id, id);


--
-- Name: role_groups role_groups_organization_id_project_id_team_id_fkey; Type: FK CONSTRAINT; Schema: scim; Owner: scim_owner
--

ALTER TABLE ONLY scim.role_groups
    ADD CONSTRAINT role_groups_organization_id_project_id_team_id_fkey FOREIGN KEY (organization_id, project_id, team_id) REFERENCES scim.teams(organization_id, project_id, id);


--
-- Name: role_groups role_groups_organization_id_role_fkey; Type: FK CONSTRAINT; Schema: scim; Owner: scim_owner
--

ALTER TABLE ONLY scim.role_groups
    ADD CONSTRAINT role_groups_organization_id_role_fkey FOREIGN KEY (organization_id, role) REFERENCES scim.roles(organization_id, name);


--
-- Name: roles roles_organization_id_fkey; Type: FK CONSTRAINT; Schema: scim; Owner: scim_owner
--

ALTER TABLE ONLY scim.roles
    ADD CONSTRAINT roles_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES scim.organizations(id);


--
-- Name: teams teams_organization_id_project_id_fkey; Type: FK CONSTRAINT; Schema: scim; Owner: scim_owner
--

ALTER TABLE ONLY scim.teams
    ADD CONSTRAINT teams_organization_id_project_id_fkey FOREIGN KEY (organization_id, project_id) REFERENCES scim.projects(organization_id, id);


--
-- Name: users users_organization_id_fkey; Type: FK CONSTRAINT; Schema: scim; Owner: scim_owner
--

ALTER TABLE ONLY scim.users
    ADD CONSTRAINT users_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES scim.organizations(id);


--
-- Name: SCHEMA scim; Type: ACL; Schema: -; Owner: scim_owner
--

GRANT USAGE ON SCHEMA scim TO scim_worker;
GRANT USAGE ON SCHEMA scim TO scim_admin;
GRANT USAGE ON SCHEMA scim TO scim_reader;


--
-- Name: FUNCTION is_name(value text); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.is_name(value text) FROM PUBLIC;


--
-- Name: FUNCTION acting(setting text); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.acting(setting text) FROM PUBLIC;


--
-- Name: FUNCTION authenticate(key_hash bytea); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.authenticate(key_hash bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION scim.authenticate(key_hash bytea) TO scim_worker;


--
-- Name: FUNCTION datetime(value timestamp with time zone); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.datetime(value timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION scim.datetime(value timestamp with time zone) TO scim_worker;
GRANT ALL ON FUNCTION scim.datetime(value timestamp with time zone) TO scim_admin;
GRANT ALL ON FUNCTION scim.datetime(value timestamp with time zone) TO scim_reader;


--
-- Name: FUNCTION difference(one jsonb, other jsonb); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.difference(one jsonb, other jsonb) FROM PUBLIC;


--
-- Name: FUNCTION domain_add(organization text, domain text); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.domain_add(organization text, domain text) FROM PUBLIC;
GRANT ALL ON FUNCTION scim.domain_add(organization text, domain text) TO scim_admin;


--
-- Name: FUNCTION domain_allows(organization uuid, address text); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.domain_allows(organization uuid, address text) FROM PUBLIC;


--
-- Name: FUNCTION domain_needed(); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.domain_needed() FROM PUBLIC;


--
-- Name: FUNCTION domain_of(address text); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.domain_of(address text) FROM PUBLIC;
GRANT ALL ON FUNCTION scim.domain_of(address text) TO scim_admin;
GRANT ALL ON FUNCTION scim.domain_of(address text) TO scim_reader;


--
-- Name: FUNCTION domain_remove(organization text, domain text); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.domain_remove(organization text, domain text) FROM PUBLIC;
GRANT ALL ON FUNCTION scim.domain_remove(organization text, domain text) TO scim_admin;


--
-- Name: FUNCTION email_prefixes(folded jsonb); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.email_prefixes(folded jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION scim.email_prefixes(folded jsonb) TO scim_worker;
GRANT ALL ON FUNCTION scim.email_prefixes(folded jsonb) TO scim_admin;
GRANT ALL ON FUNCTION scim.email_prefixes(folded jsonb) TO scim_reader;


--
-- Name: FUNCTION enter(key_hash bytea, request_id text, client text); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.enter(key_hash bytea, request_id text, client text) FROM PUBLIC;


--
-- Name: FUNCTION fold(value text); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.fold(value text) FROM PUBLIC;
GRANT ALL ON FUNCTION scim.fold(value text) TO scim_worker;
GRANT ALL ON FUNCTION scim.fold(value text) TO scim_admin;
GRANT ALL ON FUNCTION scim.fold(value text) TO scim_reader;


--
-- Name: FUNCTION group_create(key_hash bytea, request_id text, client text, base_url text, display_name text, external_id text, members uuid[], not_ids text, with_members boolean); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.group_create(key_hash bytea, request_id text, client text, base_url text, display_name text, external_id text, members uuid[], not_ids text, with_members boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION scim.group_create(key_hash bytea, request_id text, client text, base_url text, display_name text, external_id text, members uuid[], not_ids text, with_members boolean) TO scim_worker;


--
-- Name: FUNCTION group_delete(key_hash bytea, request_id text, client text, id uuid, versions bigint[]); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.group_delete(key_hash bytea, request_id text, client text, id uuid, versions bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION scim.group_delete(key_hash bytea, request_id text, client text, id uuid, versions bigint[]) TO scim_worker;


--
-- Name: FUNCTION group_modify(key_hash bytea, request_id text, client text, base_url text, id uuid, versions bigint[], display_name text, sets_external_id boolean, external_id text, replaces boolean, adds uuid[], not_ids text, removes uuid[], with_members boolean); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.group_modify(key_hash bytea, request_id text, client text, base_url text, id uuid, versions bigint[], display_name text, sets_external_id boolean, external_id text, replaces boolean, adds uuid[], not_ids text, removes uuid[], with_members boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION scim.group_modify(key_hash bytea, request_id text, client text, base_url text, id uuid, versions bigint[], display_name text, sets_external_id boolean, external_id text, replaces boolean, adds uuid[], not_ids text, removes uuid[], with_members boolean) TO scim_worker;


--
-- Name: FUNCTION group_read(key_hash bytea, id uuid, base_url text, with_members boolean); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.group_read(key_hash bytea, id uuid, base_url text, with_members boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION scim.group_read(key_hash bytea, id uuid, base_url text, with_members boolean) TO scim_worker;


--
-- Name: FUNCTION has_forbidden_characters(address text); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.has_forbidden_characters(address text) FROM PUBLIC;
GRANT ALL ON FUNCTION scim.has_forbidden_characters(address text) TO scim_admin;
GRANT ALL ON FUNCTION scim.has_forbidden_characters(address text) TO scim_reader;


--
-- Name: FUNCTION key_issue(organization text, label text, expires_at timestamp with time zone); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.key_issue(organization text, label text, expires_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION scim.key_issue(organization text, label text, expires_at timestamp with time zone) TO scim_admin;


--
-- Name: FUNCTION key_revoke(organization text, label text); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.key_revoke(organization text, label text) FROM PUBLIC;
GRANT ALL ON FUNCTION scim.key_revoke(organization text, label text) TO scim_admin;


--
-- Name: FUNCTION members_are_possible(organization uuid, ids uuid[], not_ids text); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.members_are_possible(organization uuid, ids uuid[], not_ids text) FROM PUBLIC;


--
-- Name: FUNCTION members_change(organization uuid, group_id uuid, replaces boolean, adds uuid[], removes uuid[]); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.members_change(organization uuid, group_id uuid, replaces boolean, adds uuid[], removes uuid[]) FROM PUBLIC;


--
-- Name: FUNCTION members_changed(); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.members_changed() FROM PUBLIC;


--
-- Name: FUNCTION members_missing(group_id uuid, ids uuid[]); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.members_missing(group_id uuid, ids uuid[]) FROM PUBLIC;


--
-- Name: FUNCTION names_each_once(document text); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.names_each_once(document text) FROM PUBLIC;
GRANT ALL ON FUNCTION scim.names_each_once(document text) TO scim_admin;
GRANT ALL ON FUNCTION scim.names_each_once(document text) TO scim_reader;


--
-- Name: FUNCTION organization_create(name text, owner_user_name text, domains text[], prefix text, owner_document jsonb); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.organization_create(name text, owner_user_name text, domains text[], prefix text, owner_document jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION scim.organization_create(name text, owner_user_name text, domains text[], prefix text, owner_document jsonb) TO scim_admin;


--
-- Name: FUNCTION organization_id(name text); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.organization_id(name text) FROM PUBLIC;


--
-- Name: FUNCTION organization_resume(organization text); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.organization_resume(organization text) FROM PUBLIC;
GRANT ALL ON FUNCTION scim.organization_resume(organization text) TO scim_admin;


--
-- Name: FUNCTION organization_suspend(organization text); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.organization_suspend(organization text) FROM PUBLIC;
GRANT ALL ON FUNCTION scim.organization_suspend(organization text) TO scim_admin;


--
-- Name: FUNCTION owner_replace(organization uuid, user_id uuid); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.owner_replace(organization uuid, user_id uuid) FROM PUBLIC;


--
-- Name: FUNCTION owner_replaced(); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.owner_replaced() FROM PUBLIC;


--
-- Name: FUNCTION prefix(value text); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.prefix(value text) FROM PUBLIC;
GRANT ALL ON FUNCTION scim.prefix(value text) TO scim_worker;
GRANT ALL ON FUNCTION scim.prefix(value text) TO scim_admin;
GRANT ALL ON FUNCTION scim.prefix(value text) TO scim_reader;


--
-- Name: FUNCTION primary_email(document text); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.primary_email(document text) FROM PUBLIC;
GRANT ALL ON FUNCTION scim.primary_email(document text) TO scim_admin;
GRANT ALL ON FUNCTION scim.primary_email(document text) TO scim_reader;


--
-- Name: FUNCTION project_create(organization text, project text, owner_user_name text); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.project_create(organization text, project text, owner_user_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION scim.project_create(organization text, project text, owner_user_name text) TO scim_admin;


--
-- Name: FUNCTION project_delete(organization text, project text); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.project_delete(organization text, project text) FROM PUBLIC;
GRANT ALL ON FUNCTION scim.project_delete(organization text, project text) TO scim_admin;


--
-- Name: FUNCTION project_id(organization text, project text); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.project_id(organization text, project text) FROM PUBLIC;


--
-- Name: FUNCTION project_owner_change(organization uuid, project uuid, replaces boolean, adds uuid[], removes uuid[]); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.project_owner_change(organization uuid, project uuid, replaces boolean, adds uuid[], removes uuid[]) FROM PUBLIC;


--
-- Name: FUNCTION project_owner_replaced(); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.project_owner_replaced() FROM PUBLIC;


--
-- Name: FUNCTION record(organization uuid, kind text, resource text, resource_id uuid, user_id uuid, before jsonb, after jsonb); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.record(organization uuid, kind text, resource text, resource_id uuid, user_id uuid, before jsonb, after jsonb) FROM PUBLIC;


--
-- Name: FUNCTION refuse(); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.refuse() FROM PUBLIC;


--
-- Name: FUNCTION renamed(); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.renamed() FROM PUBLIC;


--
-- Name: FUNCTION role_create(organization text, role text); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.role_create(organization text, role text) FROM PUBLIC;
GRANT ALL ON FUNCTION scim.role_create(organization text, role text) TO scim_admin;


--
-- Name: FUNCTION role_delete(organization text, role text); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.role_delete(organization text, role text) FROM PUBLIC;
GRANT ALL ON FUNCTION scim.role_delete(organization text, role text) TO scim_admin;


--
-- Name: FUNCTION role_group_changes(); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.role_group_changes() FROM PUBLIC;


--
-- Name: FUNCTION role_group_rows(organization uuid, base_url text); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.role_group_rows(organization uuid, base_url text) FROM PUBLIC;
GRANT ALL ON FUNCTION scim.role_group_rows(organization uuid, base_url text) TO scim_worker;


--
-- Name: FUNCTION role_groups_of_project(); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.role_groups_of_project() FROM PUBLIC;


--
-- Name: FUNCTION role_groups_of_role(); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.role_groups_of_role() FROM PUBLIC;


--
-- Name: FUNCTION role_groups_of_team(); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.role_groups_of_team() FROM PUBLIC;


--
-- Name: FUNCTION role_is_possible(user_name text, active boolean, role text); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.role_is_possible(user_name text, active boolean, role text) FROM PUBLIC;


--
-- Name: FUNCTION structure_changed(); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.structure_changed() FROM PUBLIC;


--
-- Name: FUNCTION team_create(organization text, project text, team text); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.team_create(organization text, project text, team text) FROM PUBLIC;
GRANT ALL ON FUNCTION scim.team_create(organization text, project text, team text) TO scim_admin;


--
-- Name: FUNCTION team_delete(organization text, project text, team text); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.team_delete(organization text, project text, team text) FROM PUBLIC;
GRANT ALL ON FUNCTION scim.team_delete(organization text, project text, team text) TO scim_admin;


--
-- Name: FUNCTION team_delete_rows(organization uuid, team uuid); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.team_delete_rows(organization uuid, team uuid) FROM PUBLIC;


--
-- Name: FUNCTION user_changes(); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.user_changes() FROM PUBLIC;


--
-- Name: FUNCTION user_create(key_hash bytea, request_id text, client text, base_url text, active boolean, role text, document text); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.user_create(key_hash bytea, request_id text, client text, base_url text, active boolean, role text, document text) FROM PUBLIC;
GRANT ALL ON FUNCTION scim.user_create(key_hash bytea, request_id text, client text, base_url text, active boolean, role text, document text) TO scim_worker;


--
-- Name: FUNCTION user_created(); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.user_created() FROM PUBLIC;


--
-- Name: FUNCTION user_delete(key_hash bytea, request_id text, client text, id uuid, versions bigint[]); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.user_delete(key_hash bytea, request_id text, client text, id uuid, versions bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION scim.user_delete(key_hash bytea, request_id text, client text, id uuid, versions bigint[]) TO scim_worker;


--
-- Name: FUNCTION user_domain(); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.user_domain() FROM PUBLIC;


--
-- Name: TABLE users; Type: ACL; Schema: scim; Owner: scim_owner
--

GRANT SELECT ON TABLE scim.users TO scim_worker;
GRANT SELECT,DELETE ON TABLE scim.users TO scim_admin;
GRANT SELECT ON TABLE scim.users TO scim_reader;


--
-- Name: COLUMN users.organization_id; Type: ACL; Schema: scim; Owner: scim_owner
--

GRANT INSERT(organization_id) ON TABLE scim.users TO scim_admin;


--
-- Name: COLUMN users.active; Type: ACL; Schema: scim; Owner: scim_owner
--

GRANT INSERT(active),UPDATE(active) ON TABLE scim.users TO scim_admin;


--
-- Name: COLUMN users.role; Type: ACL; Schema: scim; Owner: scim_owner
--

GRANT INSERT(role),UPDATE(role) ON TABLE scim.users TO scim_admin;


--
-- Name: COLUMN users.document; Type: ACL; Schema: scim; Owner: scim_owner
--

GRANT INSERT(document),UPDATE(document) ON TABLE scim.users TO scim_admin;


--
-- Name: FUNCTION user_json(u scim.users); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.user_json(u scim.users) FROM PUBLIC;


--
-- Name: FUNCTION user_lock(key_hash bytea, id uuid); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.user_lock(key_hash bytea, id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION scim.user_lock(key_hash bytea, id uuid) TO scim_worker;


--
-- Name: FUNCTION user_name_is_free(organization uuid, user_name text, but uuid); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.user_name_is_free(organization uuid, user_name text, but uuid) FROM PUBLIC;


--
-- Name: FUNCTION user_read(key_hash bytea, id uuid, base_url text); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.user_read(key_hash bytea, id uuid, base_url text) FROM PUBLIC;
GRANT ALL ON FUNCTION scim.user_read(key_hash bytea, id uuid, base_url text) TO scim_worker;


--
-- Name: FUNCTION user_replace(key_hash bytea, request_id text, client text, base_url text, id uuid, versions bigint[], active boolean, role text, document text); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.user_replace(key_hash bytea, request_id text, client text, base_url text, id uuid, versions bigint[], active boolean, role text, document text) FROM PUBLIC;
GRANT ALL ON FUNCTION scim.user_replace(key_hash bytea, request_id text, client text, base_url text, id uuid, versions bigint[], active boolean, role text, document text) TO scim_worker;


--
-- Name: FUNCTION user_rows(organization uuid, base_url text); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.user_rows(organization uuid, base_url text) FROM PUBLIC;
GRANT ALL ON FUNCTION scim.user_rows(organization uuid, base_url text) TO scim_worker;


--
-- Name: FUNCTION was_owner(id uuid); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.was_owner(id uuid) FROM PUBLIC;


--
-- Name: FUNCTION withdraw_roles(organization uuid, leaver uuid); Type: ACL; Schema: scim; Owner: scim_owner
--

REVOKE ALL ON FUNCTION scim.withdraw_roles(organization uuid, leaver uuid) FROM PUBLIC;


--
-- Name: TABLE events; Type: ACL; Schema: scim; Owner: scim_owner
--

GRANT SELECT ON TABLE scim.events TO scim_admin;
GRANT SELECT ON TABLE scim.events TO scim_reader;


--
-- Name: COLUMN keys.id; Type: ACL; Schema: scim; Owner: scim_owner
--

GRANT SELECT(id) ON TABLE scim.keys TO scim_admin;
GRANT SELECT(id) ON TABLE scim.keys TO scim_reader;


--
-- Name: COLUMN keys.organization_id; Type: ACL; Schema: scim; Owner: scim_owner
--

GRANT SELECT(organization_id) ON TABLE scim.keys TO scim_admin;
GRANT SELECT(organization_id) ON TABLE scim.keys TO scim_reader;


--
-- Name: COLUMN keys.label; Type: ACL; Schema: scim; Owner: scim_owner
--

GRANT SELECT(label) ON TABLE scim.keys TO scim_admin;
GRANT SELECT(label) ON TABLE scim.keys TO scim_reader;


--
-- Name: COLUMN keys.created_at; Type: ACL; Schema: scim; Owner: scim_owner
--

GRANT SELECT(created_at) ON TABLE scim.keys TO scim_admin;
GRANT SELECT(created_at) ON TABLE scim.keys TO scim_reader;


--
-- Name: COLUMN keys.expires_at; Type: ACL; Schema: scim; Owner: scim_owner
--

GRANT SELECT(expires_at) ON TABLE scim.keys TO scim_admin;
GRANT SELECT(expires_at) ON TABLE scim.keys TO scim_reader;


--
-- Name: COLUMN keys.revoked_at; Type: ACL; Schema: scim; Owner: scim_owner
--

GRANT SELECT(revoked_at) ON TABLE scim.keys TO scim_admin;
GRANT SELECT(revoked_at) ON TABLE scim.keys TO scim_reader;


--
-- Name: TABLE organizations; Type: ACL; Schema: scim; Owner: scim_owner
--

GRANT SELECT ON TABLE scim.organizations TO scim_admin;
GRANT SELECT ON TABLE scim.organizations TO scim_reader;


--
-- Name: TABLE event_overview; Type: ACL; Schema: scim; Owner: scim_owner
--

GRANT SELECT ON TABLE scim.event_overview TO scim_admin;
GRANT SELECT ON TABLE scim.event_overview TO scim_reader;


--
-- Name: TABLE key_overview; Type: ACL; Schema: scim; Owner: scim_owner
--

GRANT SELECT ON TABLE scim.key_overview TO scim_admin;
GRANT SELECT ON TABLE scim.key_overview TO scim_reader;


--
-- Name: TABLE project_owners; Type: ACL; Schema: scim; Owner: scim_owner
--

GRANT SELECT ON TABLE scim.project_owners TO scim_worker;
GRANT SELECT ON TABLE scim.project_owners TO scim_admin;
GRANT SELECT ON TABLE scim.project_owners TO scim_reader;


--
-- Name: COLUMN project_owners.user_id; Type: ACL; Schema: scim; Owner: scim_owner
--

GRANT UPDATE(user_id) ON TABLE scim.project_owners TO scim_admin;


--
-- Name: TABLE projects; Type: ACL; Schema: scim; Owner: scim_owner
--

GRANT SELECT ON TABLE scim.projects TO scim_admin;
GRANT SELECT ON TABLE scim.projects TO scim_reader;


--
-- Name: TABLE role_group_members; Type: ACL; Schema: scim; Owner: scim_owner
--

GRANT SELECT ON TABLE scim.role_group_members TO scim_worker;
GRANT SELECT,DELETE ON TABLE scim.role_group_members TO scim_admin;
GRANT SELECT ON TABLE scim.role_group_members TO scim_reader;


--
-- Name: COLUMN role_group_members.organization_id; Type: ACL; Schema: scim; Owner: scim_owner
--

GRANT INSERT(organization_id) ON TABLE scim.role_group_members TO scim_admin;


--
-- Name: COLUMN role_group_members.role_group_id; Type: ACL; Schema: scim; Owner: scim_owner
--

GRANT INSERT(role_group_id) ON TABLE scim.role_group_members TO scim_admin;


--
-- Name: COLUMN role_group_members.user_id; Type: ACL; Schema: scim; Owner: scim_owner
--

GRANT INSERT(user_id) ON TABLE scim.role_group_members TO scim_admin;


--
-- Name: TABLE role_groups; Type: ACL; Schema: scim; Owner: scim_owner
--

GRANT SELECT ON TABLE scim.role_groups TO scim_worker;
GRANT SELECT ON TABLE scim.role_groups TO scim_admin;
GRANT SELECT ON TABLE scim.role_groups TO scim_reader;


--
-- Name: TABLE teams; Type: ACL; Schema: scim; Owner: scim_owner
--

GRANT SELECT ON TABLE scim.teams TO scim_admin;
GRANT SELECT ON TABLE scim.teams TO scim_reader;


--
-- Name: TABLE member_overview; Type: ACL; Schema: scim; Owner: scim_owner
--

GRANT SELECT ON TABLE scim.member_overview TO scim_admin;
GRANT SELECT ON TABLE scim.member_overview TO scim_reader;


--
-- Name: TABLE organization_domains; Type: ACL; Schema: scim; Owner: scim_owner
--

GRANT SELECT ON TABLE scim.organization_domains TO scim_admin;
GRANT SELECT ON TABLE scim.organization_domains TO scim_reader;


--
-- Name: TABLE owners; Type: ACL; Schema: scim; Owner: scim_owner
--

GRANT SELECT ON TABLE scim.owners TO scim_worker;
GRANT SELECT ON TABLE scim.owners TO scim_admin;
GRANT SELECT ON TABLE scim.owners TO scim_reader;


--
-- Name: COLUMN owners.user_id; Type: ACL; Schema: scim; Owner: scim_owner
--

GRANT UPDATE(user_id) ON TABLE scim.owners TO scim_admin;


--
-- Name: TABLE organization_overview; Type: ACL; Schema: scim; Owner: scim_owner
--

GRANT SELECT ON TABLE scim.organization_overview TO scim_admin;
GRANT SELECT ON TABLE scim.organization_overview TO scim_reader;


--
-- Name: TABLE role_group_overview; Type: ACL; Schema: scim; Owner: scim_owner
--

GRANT SELECT ON TABLE scim.role_group_overview TO scim_admin;
GRANT SELECT ON TABLE scim.role_group_overview TO scim_reader;


--
-- Name: TABLE roles; Type: ACL; Schema: scim; Owner: scim_owner
--

GRANT SELECT ON TABLE scim.roles TO scim_admin;
GRANT SELECT ON TABLE scim.roles TO scim_reader;


--
-- Name: TABLE user_overview; Type: ACL; Schema: scim; Owner: scim_owner
--

GRANT SELECT ON TABLE scim.user_overview TO scim_admin;
GRANT SELECT ON TABLE scim.user_overview TO scim_reader;


--
-- PostgreSQL database dump complete
--

\unrestrict FWsIhoEjQaSRkekc9SD7MHIym4gTufrkaYc68twfAGn25vue0slozbQ5PTKl7Ix

