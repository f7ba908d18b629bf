-- Who may do what.  Nothing is granted to everybody; nobody has TRUNCATE.

revoke execute on all functions in schema scim from public;
grant usage on schema scim to scim_worker, scim_admin, scim_reader;

-- The worker: what a list is searched in, and the functions that requests are.
grant select on scim.users, scim.user_counts, scim.owners, scim.project_owners, scim.role_groups, scim.role_group_members
	to scim_worker;
grant execute on function
	scim.fold, scim.prefix, scim.email_prefixes, scim.number, scim.instant, scim.datetime, scim.authenticate,
	scim.user_rows, scim.user_place, scim.user_read, scim.user_lock, scim.user_create, scim.user_replace, scim.user_delete,
	scim.members_fit, scim.role_group_rows, scim.group_read, scim.group_create, scim.group_modify, scim.group_delete
	to scim_worker;

-- Everybody else reads, but no hash of a key.
grant select on scim.organizations, scim.organization_domains, scim.users, scim.user_counts, scim.owners, scim.projects,
	scim.project_owners, scim.roles, scim.teams, scim.role_groups, scim.role_group_members, scim.events,
	scim.organization_overview, scim.key_overview, scim.role_group_overview, scim.member_overview,
	scim.user_overview, scim.event_overview, scim.metrics
	to scim_admin, scim_reader;
grant select (id, organization_id, label, created_at, expires_at, revoked_at) on scim.keys to scim_admin, scim_reader;
grant execute on function scim.fold, scim.folded, scim.prefix, scim.email_prefixes, scim.datetime, scim.domain_of, scim.has_forbidden_characters, scim.primary_email, scim.names_each_once to scim_admin, scim_reader;

-- The administrator: the functions, and plain statements where the
-- constraints make them safe.
grant execute on function
	scim.organization_create, scim.organization_suspend, scim.organization_resume,
	scim.domain_add, scim.domain_remove, scim.role_create, scim.role_delete,
	scim.project_create, scim.project_delete, scim.team_create, scim.team_delete,
	scim.key_issue, scim.key_revoke
	to scim_admin;
grant insert (organization_id, active, role, document), update (active, role, document), delete
	on scim.users to scim_admin;
grant update (user_id) on scim.owners, scim.project_owners to scim_admin;
grant insert (organization_id, role_group_id, user_id), delete on scim.role_group_members to scim_admin;
