-- Tells whoever keeps finished pages that what the public reads of a table has changed, when the transaction ends. What
-- nobody but its owners sees, as drafts, tells nobody: the argument says of a row x whether it concerns the public.
CREATE FUNCTION concord_tell_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	rows text := CASE TG_OP
		WHEN 'INSERT' THEN 'TABLE now_there'
		WHEN 'DELETE' THEN 'TABLE once_there'
		ELSE '(TABLE now_there EXCEPT TABLE once_there) UNION ALL (TABLE once_there EXCEPT TABLE now_there)'
	END;
	concerns boolean := true;
BEGIN
	IF TG_OP <> 'TRUNCATE' THEN
		EXECUTE format('SELECT EXISTS (SELECT FROM (%s) x WHERE %s)', rows, coalesce(TG_ARGV[0], 'true')) INTO concerns;
	END IF;
	IF concerns THEN
		PERFORM pg_notify('concord_changed', TG_TABLE_NAME), set_config('concord.changed', 'yes', true);
	END IF;
	RETURN NULL;
END $$;
--> statement-breakpoint
DO $$ BEGIN
	EXECUTE format('ALTER FUNCTION concord_tell_change() SET search_path = %I, pg_temp', current_schema());
END $$;
--> statement-breakpoint
DO $$ DECLARE
	one record;
	-- Told unless what it belongs to is seen and is not public: whoever cannot see it tells rather too much.
	of_commitment CONSTANT text := 'NOT EXISTS (SELECT FROM commitments c WHERE c.id = x.commitment_id AND c.published_at IS NULL)';
	of_update CONSTANT text := 'NOT EXISTS (SELECT FROM commitment_updates u WHERE u.id = x.update_id AND u.state <> ''accepted'')';
	of_answer CONSTANT text := 'NOT EXISTS (SELECT FROM answers w WHERE w.id = x.answer_id AND NOT w.published)';
	of_summary CONSTANT text := 'NOT EXISTS (SELECT FROM summaries s WHERE s.id = x.summary_id AND s.state NOT IN (''published'', ''superseded'', ''withdrawn''))';
BEGIN
	FOR one IN SELECT * FROM (VALUES
		('organisations', 'true'), ('services', 'true'), ('countries', 'true'), ('themes', 'true'), ('frameworks', 'true'),
		('requirements', 'true'), ('requirement_mappings', 'true'), ('rating_levels', 'true'), ('crosswalk', 'true'),
		('regimes', 'true'), ('regime_items', 'true'), ('forums', 'true'), ('forum_memberships', 'true'), ('forum_meetings', 'true'),
		('forum_chairs', 'true'), ('instruments', 'true'), ('treaty_actions', 'true'), ('endorsements', 'true'),
		('indicator_series', 'true'), ('indicator_values', 'true'), ('cycles', 'true'), ('cycle_extensions', 'true'),
		('cycle_aggregates', 'true'), ('counted_assessments', 'true'), ('published_reviews', 'true'), ('assessment_steps', 'true'),
		('link_checks', 'true'), ('removals', 'true'),
		('figures', of_summary), ('summary_packages', of_summary), ('summary_sections', of_summary), ('summary_numbers', of_summary),
		('summary_replies', of_summary),
		('commitments', 'x.published_at IS NOT NULL'),
		('commitment_versions', of_commitment), ('commitment_participants', of_commitment), ('commitment_requirements', of_commitment),
		('commitment_relations', of_commitment), ('commitment_targets', of_commitment), ('milestones', of_commitment),
		('funding_lines', of_commitment),
		('commitment_updates', 'x.state = ''accepted'''),
		('target_values', of_update), ('date_changes', of_update),
		('evidence', format('%s AND %s AND %s', of_commitment, of_update, of_answer)),
		('assessments', 'x.disclosed'),
		('answers', 'x.published'),
		('answer_metrics', of_answer), ('answer_services', of_answer),
		('findings', 'x.state = ''published'''),
		('finding_replies', 'NOT EXISTS (SELECT FROM findings f WHERE f.id = x.finding_id AND f.state <> ''published'')'),
		('summaries', 'x.state IN (''published'', ''superseded'', ''withdrawn'')')
	) AS watched (name, concerns)
	LOOP
		EXECUTE format('CREATE TRIGGER concord_tell_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS now_there FOR EACH STATEMENT EXECUTE FUNCTION concord_tell_change(%L)', one.name, one.concerns);
		EXECUTE format('CREATE TRIGGER concord_tell_update AFTER UPDATE ON %I REFERENCING OLD TABLE AS once_there NEW TABLE AS now_there FOR EACH STATEMENT EXECUTE FUNCTION concord_tell_change(%L)', one.name, one.concerns);
		EXECUTE format('CREATE TRIGGER concord_tell_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS once_there FOR EACH STATEMENT EXECUTE FUNCTION concord_tell_change(%L)', one.name, one.concerns);
		EXECUTE format('CREATE TRIGGER concord_tell_truncate AFTER TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION concord_tell_change()', one.name);
	END LOOP;
END $$;
