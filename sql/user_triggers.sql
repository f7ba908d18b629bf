-- What holds for accounts whoever changes them, see invariants.sql: columns that
-- follow the document, versions, what deactivation takes away, the record, the
-- counts.

create function scim.primary_email(document jsonb) returns text
language plpgsql immutable strict parallel safe
as $$
declare
	emails jsonb := document -> 'emails';
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
$$;
comment on function scim.primary_email is
	'The primary e-mail of a user''s document: the one with primary true, else the only one of type work, else the first; null when there is none.';

create function scim.user_columns() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
	d constant jsonb := new.document::jsonb;
begin
	if jsonb_typeof(d) <> 'object' then
		raise exception 'document must be a JSON object, not %: %', jsonb_typeof(d), left(new.document, 100)
			using errcode = 'SCVAL';
	end if;
	new.user_name := d ->> 'userName';
	new.user_name_key := scim.fold(new.user_name);
	new.external_id := d ->> 'externalId';
	new.external_id_key := scim.prefix(new.external_id);
	new.display_name := d ->> 'displayName';
	new.display_name_key := scim.prefix(scim.fold(new.display_name));
	new.given_name := d #>> '{name,givenName}';
	new.given_name_key := scim.prefix(scim.fold(new.given_name));
	new.family_name := d #>> '{name,familyName}';
	new.family_name_key := scim.prefix(scim.fold(new.family_name));
	new.email := scim.primary_email(d);
	return new;
end
$$;
comment on function scim.user_columns is
	'Trigger: the columns that are read from document follow it, whatever a statement says of them. A trigger, because generated columns parse the document for each of them, and at every update.';

create trigger user_columns_insert before insert on scim.users
	for each row execute function scim.user_columns();
-- "of": else the documents are compared at every update, which reads them.
create trigger user_columns_update before update of document on scim.users
	for each row when (new.document is distinct from old.document) execute function scim.user_columns();
create trigger user_columns_fixed before update of user_name, external_id, display_name, given_name, family_name,
	email, user_name_key, external_id_key, display_name_key, given_name_key, family_name_key on scim.users
	for each statement execute function scim.refuse('what document says is changed there, set document');
-- Also for who loads data with session_replication_role = replica.
alter table scim.users enable always trigger user_columns_insert;
alter table scim.users enable always trigger user_columns_update;
alter table scim.users enable always trigger user_columns_fixed;

create function scim.user_folded() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
	value scim.folded_document;
	twice text;
begin
	if tg_op = 'DELETE' then
		delete from scim.folded_documents f where f.user_id = old.id;
		return null;
	end if;
	value := scim.folded(new.document);
	select scim.fold(name) into twice from json_object_keys(new.document::json) name
	group by 1 having count(*) > 1;
	if found then
		raise exception 'document has the attribute "%" twice', twice using errcode = 'SCVAL';
	end if;
	if tg_op = 'INSERT' then
		insert into scim.folded_documents (organization_id, user_id, folded) values (new.organization_id, new.id, value);
	else
		update scim.folded_documents f set folded = value where f.user_id = new.id;
	end if;
	return null;
end
$$;
comment on function scim.user_folded is 'Trigger: scim.folded_documents follows, in the same transaction.';

create trigger user_folded after insert or delete on scim.users
	for each row execute function scim.user_folded();
create trigger user_folded_update after update of document on scim.users
	for each row when (new.document is distinct from old.document) execute function scim.user_folded();
alter table scim.users enable always trigger user_folded;
alter table scim.users enable always trigger user_folded_update;

create function scim.user_json(u scim.users) returns jsonb
language sql stable
as $$
	select u.document::jsonb || pg_catalog.jsonb_build_object('active', u.active, 'statsigOrgRole', u.role)
$$;
comment on function scim.user_json is 'A user as events show it: its document, and what has a column of its own.';

create function scim.withdraw_roles(organization uuid, leaver uuid) returns jsonb
language plpgsql
as $$
declare
	lost jsonb;
begin
	select jsonb_agg(jsonb_build_object('value', g.id, 'display', g.display_name) order by g.seq) into lost
	from scim.role_groups g
	where g.id = any (array(select m.role_group_id from scim.members m
		where m.organization_id = organization and m.user_id = leaver));
	if lost is null then
		return null;
	end if;
	-- The owner to whom projects pass stays owner, and so active, until then.
	perform from scim.owners o where o.organization_id = organization and exists (
		select from scim.project_owners p where p.organization_id = organization and p.user_id = leaver)
	for share;
	perform from scim.project_owners p where p.organization_id = organization and p.user_id = leaver
	order by p.project_id for update;
	perform from scim.role_groups g where g.id in (select (l ->> 'value')::uuid from jsonb_array_elements(lost) l)
	order by g.id for no key update;
	update scim.project_owners p set user_id = o.user_id, since = now()
	from scim.owners o
	where p.organization_id = organization and p.user_id = leaver
	and o.organization_id = organization and o.user_id <> leaver;
	delete from scim.role_group_members m
	where m.organization_id = organization and m.user_id = leaver;
	return lost;
end
$$;
comment on function scim.withdraw_roles is
	'Take every role from a user who leaves; the projects he owned pass to the organization''s owner. Returns the role groups, as SCIM writes them.';

create function scim.user_changes() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
	kind text := 'changed';
	same constant boolean := tg_op = 'UPDATE' and new.document = old.document;
	lost jsonb;
	was jsonb;
	becomes jsonb;
	one jsonb;
	other jsonb;
	event bigint;
begin
	if not old.active and not new.active and new.role <> old.role then
		raise exception 'User % is deactivated', old.user_name using errcode = 'SCVAL',
			hint = 'Set active too: update scim.users set active = true, role = ...';
	end if;
	-- The owner has Admin: most need not be looked for.
	if old.role = 'Admin' and (tg_op = 'DELETE' or not new.active or new.role = 'Member') then
		perform from scim.owners o where o.organization_id = old.organization_id and o.user_id = old.id;
		if found then
			raise exception 'Owner cannot be modified' using errcode = 'SCMUT',
				hint = 'Make another the owner first: select scim.owner_set(organization, user_name);';
		end if;
	end if;
	if tg_op = 'DELETE' then
		lost := scim.withdraw_roles(old.organization_id, old.id);
		event := scim.record(old.organization_id, 'deleted', 'User', old.id, old.id,
			scim.user_json(old) || jsonb_build_object('groups', coalesce(lost, '[]')), null);
		return old;
	end if;
	if (new.organization_id, new.id, new.seq, new.created_at)
	is distinct from (old.organization_id, old.id, old.seq, old.created_at) then
		raise exception 'organization_id, id, seq and created_at of a user cannot be changed'
			using errcode = 'SCMUT';
	end if;
	if same and (new.active, new.role, new.version) is not distinct from (old.active, old.role, old.version) then
		new.modified_at := old.modified_at;
		return new;
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
	one := jsonb_strip_nulls(jsonb_build_object(
		'active', nullif(old.active, new.active), 'statsigOrgRole', nullif(old.role, new.role)));
	other := jsonb_strip_nulls(jsonb_build_object(
		'active', nullif(new.active, old.active), 'statsigOrgRole', nullif(new.role, old.role)));
	if not same then
		was := old.document::jsonb;
		becomes := new.document::jsonb;
		one := one || coalesce(scim.difference(was, becomes), '{}');
		other := other || coalesce(scim.difference(becomes, was), '{}');
	end if;
	if (one, other) <> ('{}', '{}') then
		event := scim.record(old.organization_id, kind, 'User', old.id, old.id,
			one || case when lost is null then '{}' else jsonb_build_object('groups', lost) end,
			other || jsonb_build_object('userName', new.user_name));
	end if;
	return new;
end
$$;
comment on function scim.user_changes is
	'Trigger: the version moves, deactivation and deletion take the roles away, and what changed is recorded.';

create trigger user_changes before update or delete on scim.users
	for each row execute function scim.user_changes();

create function scim.user_created() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
	event constant bigint := scim.record(new.organization_id, 'created', 'User', new.id, new.id,
		null, scim.user_json(new));
begin
	return null;
end
$$;
comment on function scim.user_created is 'Trigger: record it.';

create trigger user_created after insert on scim.users
	for each row execute function scim.user_created();

create function scim.users_counted() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
	one record;
	mine tid;
	place text;
begin
	for one in
		select c.organization_id, c.seq >> 11 as bucket,
			case tg_op when 'INSERT' then count(*) else -count(*) end as n
		from changed c group by 1, 2
	loop
		-- Where the row of the last statement is now: to find it by its
		-- key is to pass all versions that this transaction has made.
		if current_setting('scim.counted', true) <> '' then
			update scim.user_counts c set n = c.n + one.n
			where c.ctid = current_setting('scim.counted')::tid
			and c.organization_id = one.organization_id and c.bucket = one.bucket
			returning c.ctid into mine;
		end if;
		if mine is null then
			-- An older snapshot may not update what others have updated since;
			-- nor would an update by the same statement find what the lock did.
			select c.ctid into mine from scim.user_counts c
			where c.organization_id = one.organization_id and c.bucket = one.bucket
			and current_setting('transaction_isolation') in ('read committed', 'read uncommitted')
			limit 1 for no key update skip locked;
			update scim.user_counts c set n = c.n + one.n where c.ctid = mine returning c.ctid into mine;
		end if;
		if mine is null then
			insert into scim.user_counts as c (organization_id, bucket, n)
			values (one.organization_id, one.bucket, one.n) returning c.ctid into mine;
		end if;
		place := set_config('scim.counted', mine::text, true);
	end loop;
	return null;
end
$$;
comment on function scim.users_counted is 'Trigger: scim.user_counts follows, in the same transaction.';

create trigger users_counted_insert after insert on scim.users
	referencing new table as changed
	for each statement execute function scim.users_counted();
create trigger users_counted_delete after delete on scim.users
	referencing old table as changed
	for each statement execute function scim.users_counted();
-- Also for who loads data with session_replication_role = replica.
alter table scim.users enable always trigger users_counted_insert;
alter table scim.users enable always trigger users_counted_delete;
