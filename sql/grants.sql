-- Who may do what.  Nothing is granted to everybody; nobody has TRUNCATE.

revoke execute on all functions in schema scim from public;
grant usage on schema scim to scim_worker, scim_admin, scim_reader, scim_auditor;

-- The worker: what a list is searched in, and the functions that requests are.
grant select on scim.users, scim.folded_documents, scim.owners, scim.project_owners, scim.role_groups, scim.groups, scim.role_group_members, scim.members
	to scim_worker;
grant execute on function
	scim.fold, scim.number, scim.instant, scim.authenticate, scim.acting_organization,
	scim.key_names, scim.key_used, scim.request_refused, scim.metrics_text,
	scim.users_find, scim.users_page, scim.users_with, scim.users_read,
	scim.user_read, scim.user_lock, scim.user_create, scim.user_replace, scim.user_delete,
	scim.groups_find, scim.groups_read,
	scim.group_read_unless, scim.group_create, scim.group_modify, scim.group_delete
	to scim_worker;

-- Everybody else reads, but no hash of a key; the auditor what happened.
grant select on scim.organizations, scim.organization_domains, scim.users, scim.folded_documents, scim.user_counts, scim.owners, scim.projects,
	scim.project_owners, scim.roles, scim.teams, scim.role_groups, scim.groups, scim.role_group_members, scim.members,
	scim.organization_overview, scim.project_overview, scim.role_group_overview, scim.member_overview, scim.access_overview,
	scim.user_overview, scim.problem_overview, scim.metrics
	to scim_admin, scim_reader;
grant select on scim.schema_version to scim_worker, scim_admin, scim_reader, scim_auditor;
grant select on scim.help to scim_admin, scim_reader, scim_auditor;
grant select on scim.events, scim.event_overview, scim.key_overview to scim_admin, scim_reader, scim_auditor;
grant select (id, organization_id, label, created_at, expires_at, revoked_at, last_used_at, suspended) on scim.keys to scim_admin, scim_reader;
grant select (id, label) on scim.keys to scim_auditor;
grant execute on function scim.fold, scim.user_find to scim_admin, scim_reader;
grant execute on function scim.who, scim.event_words, scim.changed_attributes, scim.difference
	to scim_admin, scim_reader, scim_auditor;

-- The administrator: the functions, and plain statements where the
-- constraints make them safe.
grant execute on function
	scim.organization_create, scim.organization_rename, scim.prefix_set, scim.owner_set,
	scim.organization_suspend, scim.organization_resume, scim.organization_delete,
	scim.domain_add, scim.domain_remove, scim.role_create, scim.role_rename, scim.role_delete,
	scim.project_create, scim.project_rename, scim.project_owner_set,
	scim.project_archive, scim.project_unarchive, scim.project_delete,
	scim.team_create, scim.team_rename, scim.team_delete,
	scim.key_issue, scim.key_expire, scim.key_revoke,
	scim.user_roles_restore, scim.user_forget
	to scim_admin;
grant insert (organization_id, active, role, document), update (active, role, document), delete
	on scim.users to scim_admin;
grant execute on function scim.new_id to scim_admin;
grant update (user_id) on scim.owners, scim.project_owners to scim_admin;
grant insert (organization_id, role_group_id, user_id), delete on scim.role_group_members to scim_admin;

-- The auditor alone ends the life of events.
grant execute on function scim.events_prune to scim_auditor;
