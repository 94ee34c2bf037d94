-- Pages are made of what the list of commitments is counted by, so whoever keeps them is told of its changes too.
DO $$ DECLARE
	one text;
BEGIN
	FOREACH one IN ARRAY ARRAY['commitment_facets', 'commitment_facet_counts'] LOOP
		EXECUTE format('CREATE TRIGGER concord_tell_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS now_there FOR EACH STATEMENT EXECUTE FUNCTION concord_tell_change(''true'')', one);
		EXECUTE format('CREATE TRIGGER concord_tell_update AFTER UPDATE ON %I REFERENCING OLD TABLE AS once_there NEW TABLE AS now_there FOR EACH STATEMENT EXECUTE FUNCTION concord_tell_change(''true'')', one);
		EXECUTE format('CREATE TRIGGER concord_tell_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS once_there FOR EACH STATEMENT EXECUTE FUNCTION concord_tell_change(''true'')', one);
		EXECUTE format('CREATE TRIGGER concord_tell_truncate AFTER TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION concord_tell_change()', one);
	END LOOP;
END $$;
