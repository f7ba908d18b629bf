-- Workers of 0.1.0 do not say whose key a search is for.  As long as they run,
-- the policies of security.sql must not hold; the next run of upgrade.sql makes
-- them hold, for clear.sql takes these away.

do $$
declare
	t name;
begin
	for t in select tablename from pg_policies where schemaname = 'scim' and policyname = 'worker' loop
		execute format('create policy roll_over on scim.%I for select to scim_worker using (true)', t);
		execute format('comment on policy roll_over on scim.%I is '
			'''Workers of 0.1.0 see their rows, and all others. Run upgrade.sql again when the last has ended.''', t);
	end loop;
end
$$;
