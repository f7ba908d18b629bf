-- Row-level security: the second wall between organizations.  The first is
-- that each statement names the organization that scim.live_key() finds.
--
-- This one stands where a statement is put together: a search that forgets
-- the organization, or into which a client's words would get as SQL, sees the
-- rows of the key's organization and no others.  What the worker may see
-- hangs on the hash of a live key in the setting scim.key_hash, which is sent
-- with each search and ends with its transaction.  Any statement may change a
-- setting, but to have another organization's rows it would have to know the
-- hash of a key of it, and scim.keys is not the worker's to read.
--
-- It does not guard against who has the worker's process: the keys of all
-- requests come by there.
--
-- Reading one resource is a function, as writing is, and needs no right to
-- the tables; so are the walk over all users and the look-up of one, which are
-- asked most.  So is what an index finds of a document: under a policy, only
-- operators that PostgreSQL calls leakproof may use an index, and those of
-- jsonb and tsquery are not.
--
-- Enabled, not forced: scim_owner dumps everything, and its functions see it.
-- scim.schema_version, which the worker reads too, is about nobody.
--
-- What it costs (CPU of web server, worker and PostgreSQL to that without it,
-- 10,000 users, medians of three alternating runs on a busy machine): reading a
-- user 0.9 to 1.1, finding one by userName or externalId 0.9 to 0.95, a page of
-- 100 0.9 to 1.0, e-mail eq 0.6, userName sw 0.65.  But "userName eq and active
-- eq" costs 2.3, for only what is in the statement table is still prepared, and
-- "emails pr", which all have, 2.  With policies on the rows of pages too:
-- userName eq 1.6, e-mail eq 1.3; each policy asks for the organization once a
-- statement.

create function scim.acting_organization() returns uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return (select k.organization_id from scim.live_key(current_setting('scim.key_hash', true)::bytea) k);
end
$$;
comment on function scim.acting_organization is
	'The organization of the live key whose SHA-256 is in the setting scim.key_hash; null for anything else.';

-- As a sub-select it is asked once a statement, not once a row.
do $$
declare
	t text;
begin
	foreach t in array array['users', 'folded_documents', 'owners', 'project_owners', 'role_groups', 'role_group_members'] loop
		execute format('alter table scim.%I enable row level security', t);
		execute format('create policy worker on scim.%I for select to scim_worker '
			'using (organization_id = (select scim.acting_organization()))', t);
		execute format('create policy people on scim.%I to scim_admin, scim_reader using (true)', t);
		execute format('comment on policy worker on scim.%I is '
			'''The organization whose key a search brings, and no other.''', t);
		execute format('comment on policy people on scim.%I is '
			'''All organizations; the grants say what may be done.''', t);
	end loop;
end
$$;

create function scim.users_with(contains jsonb, words tsquery) returns setof uuid
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_variable
declare
	organization uuid := scim.acting_organization();
begin
	return query select f.user_id from scim.folded_documents f
	where f.organization_id = organization
	and (contains is null or f.folded @> contains)
	and (words is null or f.email_prefixes @@ words);
end
$$;
comment on function scim.users_with is
	'The users whose folded document contains a value, and has e-mail addresses that begin with words, each unless it is null: what filters find by the indexes user_folded and user_email_prefix. Planned for the values, which may be many users'' or none''s.';
