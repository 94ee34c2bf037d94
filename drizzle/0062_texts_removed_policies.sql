ALTER TABLE removals ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE removals FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT ON removals TO concord_app, concord_system;
--> statement-breakpoint
CREATE POLICY removals_system ON removals FOR SELECT TO concord_system USING ((SELECT concord_itself()));
--> statement-breakpoint
-- Whose text it was reads that it is gone and why, beside the secretariat.
CREATE POLICY removals_read ON removals FOR SELECT TO concord_app
	USING (organisation_id = ANY ((SELECT concord_organisations('reads'))::uuid[]) OR (SELECT concord_secretariat()));
--> statement-breakpoint
-- Only the owner of the tables takes texts away, inside the functions below: no role of the application is the owner.
DO $$ DECLARE
	one text;
BEGIN
	FOREACH one IN ARRAY ARRAY['removals', 'commitments', 'commitment_versions', 'milestones', 'commitment_targets', 'commitment_updates', 'date_changes',
		'commitment_comments', 'answers', 'answer_services', 'answer_metrics', 'evidence', 'assessments', 'assessment_revisions', 'requirements',
		'answer_reviews', 'reviewer_opinions', 'review_replies', 'published_reviews', 'findings', 'finding_replies', 'summaries', 'summary_sections',
		'summary_replies', 'summary_comments', 'summary_packages', 'figures', 'imports', 'api_tokens', 'idempotency_keys', 'users']
	LOOP
		EXECUTE format('CREATE POLICY %I ON %I TO %I USING (true) WITH CHECK (true)', one || '_removal', one, current_user);
	END LOOP;
END $$;
--> statement-breakpoint
-- Whether a text is being taken away. The setting alone opens nothing: whoever has a role of the application has it not.
CREATE FUNCTION concord_removing() RETURNS boolean LANGUAGE sql STABLE
AS $$ SELECT current_user NOT IN ('concord_app', 'concord_system') AND coalesce(current_setting('concord.removing', true), '') = 'yes' $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION concord_summary_kept() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	may_change text[] := CASE WHEN NEW.state = 'withdrawn' AND OLD.state <> 'withdrawn'
		THEN ARRAY['state', 'withdrawn_at', 'withdrawal_reason_en', 'withdrawal_reason_fr'] ELSE ARRAY['state'] END;
BEGIN
	-- What is taken away leaves a new number of the text's version behind, which another trigger counts.
	IF OLD.state IN ('published', 'superseded', 'withdrawn') AND NOT concord_removing()
		AND to_jsonb(NEW) - may_change IS DISTINCT FROM to_jsonb(OLD) - may_change THEN
		RAISE EXCEPTION 'a published summary is not edited' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
-- What waits for its time and loses a passage is still what its publisher read, but for that.
DROP TRIGGER summaries_in_time ON summaries;
--> statement-breakpoint
CREATE TRIGGER summaries_in_time BEFORE UPDATE ON summaries
	FOR EACH ROW WHEN (NOT concord_removing()) EXECUTE FUNCTION concord_summary_in_time();
--> statement-breakpoint
DROP TRIGGER summary_comments_kept ON summary_comments;
--> statement-breakpoint
CREATE TRIGGER summary_comments_kept BEFORE UPDATE ON summary_comments
	FOR EACH ROW WHEN (NOT concord_removing()) EXECUTE FUNCTION concord_summary_comment_kept();
--> statement-breakpoint
CREATE OR REPLACE FUNCTION concord_package_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'UPDATE' AND concord_removing() THEN
		RETURN NULL;
	END IF;
	RAISE EXCEPTION 'the data of a published summary are not changed' USING ERRCODE = 'check_violation';
END $$;
--> statement-breakpoint
CREATE FUNCTION concord_gone(said text, instead text) RETURNS text LANGUAGE sql IMMUTABLE
AS $$ SELECT CASE WHEN coalesce(said, '') = '' THEN said ELSE instead END $$;
--> statement-breakpoint
-- A document without these texts, wherever in it they stand whole.
CREATE FUNCTION concord_without(given jsonb, said text[], instead text) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
	SELECT CASE jsonb_typeof(given)
		WHEN 'string' THEN CASE WHEN given #>> '{}' = ANY (said) THEN to_jsonb(instead) ELSE given END
		WHEN 'array' THEN (SELECT coalesce(jsonb_agg(concord_without(value, said, instead) ORDER BY place), '[]') FROM jsonb_array_elements(given) WITH ORDINALITY AS one (value, place))
		WHEN 'object' THEN (SELECT coalesce(jsonb_object_agg(key, concord_without(value, said, instead)), '{}') FROM jsonb_each(given))
		ELSE given END
$$;
--> statement-breakpoint
-- An attested document without what was typed in the answer to one requirement.
CREATE FUNCTION concord_unanswered(snapshot jsonb, asked integer, instead text) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
	SELECT jsonb_set(snapshot, '{answers}', (SELECT coalesce(jsonb_agg(CASE WHEN (value ->> 'number')::integer <> asked THEN value ELSE value || jsonb_build_object(
		'narrative', concord_gone(value ->> 'narrative', instead),
		'notApplicableReason', concord_gone(value ->> 'notApplicableReason', instead),
		'changeNote', concord_gone(value ->> 'changeNote', instead),
		'evidence', '[]'::jsonb, 'metrics', '[]'::jsonb,
		'services', (SELECT coalesce(jsonb_agg(service || jsonb_build_object('note', concord_gone(service ->> 'note', instead)) ORDER BY at), '[]')
			FROM jsonb_array_elements(CASE WHEN jsonb_typeof(value -> 'services') = 'array' THEN value -> 'services' ELSE '[]' END) WITH ORDINALITY AS each (service, at))
	) END ORDER BY place), '[]') FROM jsonb_array_elements(snapshot -> 'answers') WITH ORDINALITY AS one (value, place)))
$$;
--> statement-breakpoint
-- A wording of a commitment without its texts, and without its title where that is to go too.
CREATE FUNCTION concord_unworded(content jsonb, with_title boolean, instead_en text, instead_fr text) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
	SELECT jsonb_object_agg(key, CASE
		WHEN key = 'sourceUrl' THEN 'null'::jsonb
		WHEN key = ANY (ARRAY['descriptionEn', 'baselineEn', 'measureEn', 'legalBasisEn', 'certaintyNote']) OR (with_title AND key = 'titleEn') THEN coalesce(to_jsonb(concord_gone(coalesce(nullif(value #>> '{}', ''), content ->> (left(key, -2) || 'Fr')), instead_en)), 'null')
		WHEN key = ANY (ARRAY['descriptionFr', 'baselineFr', 'measureFr', 'legalBasisFr']) OR (with_title AND key = 'titleFr') THEN coalesce(to_jsonb(concord_gone(coalesce(nullif(value #>> '{}', ''), content ->> (left(key, -2) || 'En')), instead_fr)), 'null')
		ELSE value END) FROM jsonb_each(content)
$$;
--> statement-breakpoint
-- The one way to take a text away at once: whatever state it is in, from every place where it is kept, with the words that say
-- so in its place. It can put nothing else there. `thing` is what the text is of; of a summary, `cut` holds the passages.
-- Returns the texts that are gone: data packages are rid of them by who asked.
CREATE FUNCTION concord_remove_text(what text, thing uuid, with_title boolean, why text, instead_en text, instead_fr text, cut text[])
RETURNS text[] LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
	staff text := current_setting('concord.secretariat', true);
	asker uuid := concord_user();
	instead text := instead_en || ' / ' || instead_fr;
	said text[];
	long text[];
	house uuid;
	assessed uuid;
	asked uuid;
	ordinal integer;
	passage text;
BEGIN
	IF NOT concord_secretariat('administrator') OR concord_user() IS NULL OR concord_token() IS NOT NULL THEN
		RAISE EXCEPTION 'an administrator of the secretariat removes texts' USING ERRCODE = 'insufficient_privilege';
	END IF;
	IF instead_en !~ '^Removed by the secretariat on ' OR instead_fr !~ '^Retiré par le secrétariat le ' OR length(instead) > 400 OR instead ~ '[\r\n<>]' THEN
		RAISE EXCEPTION 'nothing but that a text was removed takes its place' USING ERRCODE = 'check_violation';
	END IF;
	-- What holds the secretariat's people back from rewording others' texts does not concern taking them away: from here on nobody asks.
	PERFORM set_config('concord.secretariat', '', true), set_config('concord.removing', 'yes', true);

	IF what = 'commitment' THEN
		SELECT c.owner_id, ARRAY[c.description_en, c.description_fr, c.baseline_en, c.baseline_fr, c.measure_en, c.measure_fr, c.legal_basis_en, c.legal_basis_fr,
			c.certainty_note, c.return_comment, c.withdrawn_reason]
			|| CASE WHEN with_title THEN ARRAY[c.title_en, c.title_fr] END
			INTO house, said FROM commitments c WHERE c.id = thing;
		said := said || ARRAY(SELECT one.value FROM commitment_versions v, jsonb_each_text(v.content) AS one (key, value)
			WHERE v.commitment_id = thing AND (one.key ~ '^(description|baseline|measure|legalBasis|certaintyNote)' OR (with_title AND one.key ~ '^title')));
		UPDATE commitments c SET description_en = concord_gone(coalesce(nullif(c.description_en, ''), c.description_fr), instead_en), description_fr = concord_gone(coalesce(nullif(c.description_fr, ''), c.description_en), instead_fr),
			baseline_en = concord_gone(coalesce(nullif(c.baseline_en, ''), c.baseline_fr), instead_en), baseline_fr = concord_gone(coalesce(nullif(c.baseline_fr, ''), c.baseline_en), instead_fr),
			measure_en = concord_gone(coalesce(nullif(c.measure_en, ''), c.measure_fr), instead_en), measure_fr = concord_gone(coalesce(nullif(c.measure_fr, ''), c.measure_en), instead_fr),
			legal_basis_en = concord_gone(coalesce(nullif(c.legal_basis_en, ''), c.legal_basis_fr), instead_en), legal_basis_fr = concord_gone(coalesce(nullif(c.legal_basis_fr, ''), c.legal_basis_en), instead_fr),
			title_en = CASE WHEN with_title THEN concord_gone(coalesce(nullif(c.title_en, ''), c.title_fr), instead_en) ELSE c.title_en END,
			title_fr = CASE WHEN with_title THEN concord_gone(coalesce(nullif(c.title_fr, ''), c.title_en), instead_fr) ELSE c.title_fr END,
			certainty_note = concord_gone(c.certainty_note, instead), return_comment = concord_gone(c.return_comment, instead),
			withdrawn_reason = concord_gone(c.withdrawn_reason, instead), source_url = NULL, french_is_ours = false,
			version = c.version + 1 WHERE c.id = thing;
		UPDATE commitment_versions v SET content = concord_unworded(v.content, with_title, instead_en, instead_fr),
			reason_en = concord_gone(coalesce(nullif(v.reason_en, ''), v.reason_fr), instead_en), reason_fr = concord_gone(coalesce(nullif(v.reason_fr, ''), v.reason_en), instead_fr),
			return_comment = concord_gone(v.return_comment, instead) WHERE v.commitment_id = thing;
		IF with_title THEN
			said := said || ARRAY(SELECT unnest(ARRAY[m.title_en, m.title_fr]) FROM milestones m WHERE m.commitment_id = thing)
				|| ARRAY(SELECT unnest(ARRAY[g.title_en, g.title_fr]) FROM commitment_targets g WHERE g.commitment_id = thing);
			UPDATE milestones m SET title_en = concord_gone(coalesce(nullif(m.title_en, ''), m.title_fr), instead_en), title_fr = concord_gone(coalesce(nullif(m.title_fr, ''), m.title_en), instead_fr) WHERE m.commitment_id = thing;
			UPDATE commitment_targets g SET title_en = concord_gone(coalesce(nullif(g.title_en, ''), g.title_fr), instead_en), title_fr = concord_gone(coalesce(nullif(g.title_fr, ''), g.title_en), instead_fr) WHERE g.commitment_id = thing;
		END IF;
		DELETE FROM evidence e WHERE e.commitment_id = thing;
	ELSIF what = 'update' THEN
		SELECT u.owner_id, ARRAY[u.note_en, u.note_fr, u.challenges_en, u.challenges_fr, u.return_comment] INTO house, said FROM commitment_updates u WHERE u.id = thing;
		said := said || ARRAY(SELECT unnest(ARRAY[d.reason_en, d.reason_fr]) FROM date_changes d WHERE d.update_id = thing);
		UPDATE commitment_updates u SET note_en = concord_gone(coalesce(nullif(u.note_en, ''), u.note_fr), instead_en), note_fr = concord_gone(coalesce(nullif(u.note_fr, ''), u.note_en), instead_fr),
			challenges_en = concord_gone(coalesce(nullif(u.challenges_en, ''), u.challenges_fr), instead_en), challenges_fr = concord_gone(coalesce(nullif(u.challenges_fr, ''), u.challenges_en), instead_fr),
			return_comment = concord_gone(u.return_comment, instead) WHERE u.id = thing;
		UPDATE date_changes d SET reason_en = concord_gone(coalesce(nullif(d.reason_en, ''), d.reason_fr), instead_en), reason_fr = concord_gone(coalesce(nullif(d.reason_fr, ''), d.reason_en), instead_fr) WHERE d.update_id = thing;
		DELETE FROM evidence e WHERE e.update_id = thing;
	ELSIF what = 'comment' THEN
		SELECT c.owner_id, ARRAY[c.body] INTO house, said FROM commitment_comments c WHERE c.id = thing;
		UPDATE commitment_comments c SET body = instead WHERE c.id = thing;
	ELSIF what = 'answer' THEN
		SELECT a.organisation_id, a.assessment_id, r.number, ARRAY[a.narrative, a.not_applicable_reason, a.change_note]
			INTO house, assessed, ordinal, said FROM answers a JOIN requirements r ON r.id = a.requirement_id WHERE a.id = thing;
		said := said || ARRAY(SELECT s.note FROM answer_services s WHERE s.answer_id = thing);
		UPDATE answers a SET narrative = concord_gone(a.narrative, instead), not_applicable_reason = concord_gone(a.not_applicable_reason, instead),
			change_note = concord_gone(a.change_note, instead), version = a.version + 1 WHERE a.id = thing;
		UPDATE answer_services s SET note = concord_gone(s.note, instead) WHERE s.answer_id = thing;
		DELETE FROM answer_metrics x WHERE x.answer_id = thing;
		DELETE FROM evidence e WHERE e.answer_id = thing;
		UPDATE assessment_revisions v SET snapshot = concord_unanswered(v.snapshot, ordinal, instead) WHERE v.assessment_id = assessed;
	ELSIF what = 'review' OR what = 'review_reply' THEN
		SELECT p.organisation_id, p.assessment_id, p.requirement_id, CASE what WHEN 'review' THEN ARRAY[p.reason] ELSE ARRAY[p.reply] END
			INTO house, assessed, asked, said FROM published_reviews p WHERE p.id = thing;
		IF what = 'review' THEN
			said := said || ARRAY(SELECT unnest(ARRAY[v.comment, v.reason]) FROM answer_reviews v WHERE v.assessment_id = assessed AND v.requirement_id = asked)
				|| ARRAY(SELECT o.note FROM reviewer_opinions o WHERE o.assessment_id = assessed AND o.requirement_id = asked);
			UPDATE published_reviews p SET reason = concord_gone(p.reason, instead) WHERE p.id = thing;
			UPDATE answer_reviews v SET comment = concord_gone(v.comment, instead), reason = concord_gone(v.reason, instead) WHERE v.assessment_id = assessed AND v.requirement_id = asked;
			UPDATE reviewer_opinions o SET note = concord_gone(o.note, instead) WHERE o.assessment_id = assessed AND o.requirement_id = asked;
		ELSE
			UPDATE published_reviews p SET reply = concord_gone(p.reply, instead) WHERE p.id = thing;
			UPDATE review_replies y SET body = instead WHERE y.assessment_id = assessed AND y.requirement_id = asked;
		END IF;
	ELSIF what = 'finding' THEN
		SELECT f.organisation_id, ARRAY[f.text_en, f.text_fr, f.source_note, f.dropped_reason] INTO house, said FROM findings f WHERE f.id = thing;
		UPDATE findings f SET text_en = concord_gone(coalesce(nullif(f.text_en, ''), f.text_fr), instead_en), text_fr = concord_gone(coalesce(nullif(f.text_fr, ''), f.text_en), instead_fr), french_is_ours = false,
			source_note = concord_gone(f.source_note, instead), dropped_reason = concord_gone(f.dropped_reason, instead),
			source_url = 'https://removed.invalid/' WHERE f.id = thing;
	ELSIF what = 'finding_reply' THEN
		SELECT y.organisation_id, ARRAY[y.body] INTO house, said FROM finding_replies y WHERE y.id = thing;
		UPDATE finding_replies y SET body = instead, version = y.version + 1 WHERE y.id = thing;
	ELSIF what = 'summary' THEN
		SELECT array_agg(one) INTO said FROM unnest(cut) AS one WHERE one <> '' AND EXISTS (SELECT FROM summaries s WHERE s.id = thing);
		FOREACH passage IN ARRAY coalesce(said, '{}') LOOP
			UPDATE summaries s SET body_en = replace(s.body_en, passage, instead_en), body_fr = replace(s.body_fr, passage, instead_fr),
				title_en = CASE s.title_en WHEN passage THEN instead_en ELSE s.title_en END, title_fr = CASE s.title_fr WHEN passage THEN instead_fr ELSE s.title_fr END,
				correction_note_en = CASE s.correction_note_en WHEN passage THEN instead_en ELSE s.correction_note_en END,
				correction_note_fr = CASE s.correction_note_fr WHEN passage THEN instead_fr ELSE s.correction_note_fr END
				WHERE s.slug = (SELECT o.slug FROM summaries o WHERE o.id = thing)
					AND (strpos(s.body_en, passage) > 0 OR strpos(s.body_fr, passage) > 0 OR passage IN (s.title_en, s.title_fr, s.correction_note_en, s.correction_note_fr));
			UPDATE summary_sections x SET text_en = replace(x.text_en, passage, instead_en), text_fr = replace(x.text_fr, passage, instead_fr),
				agreed_en = replace(x.agreed_en, passage, instead_en), agreed_fr = replace(x.agreed_fr, passage, instead_fr)
				WHERE x.summary_id IN (SELECT s.id FROM summaries s JOIN summaries o ON o.slug = s.slug WHERE o.id = thing);
			UPDATE summary_replies y SET passage_en = replace(y.passage_en, passage, instead_en), passage_fr = replace(y.passage_fr, passage, instead_fr),
				title_en = CASE y.title_en WHEN passage THEN instead_en ELSE y.title_en END, title_fr = CASE y.title_fr WHEN passage THEN instead_fr ELSE y.title_fr END
				WHERE y.summary_id IN (SELECT s.id FROM summaries s JOIN summaries o ON o.slug = s.slug WHERE o.id = thing);
			UPDATE figures g SET caption_en = CASE g.caption_en WHEN passage THEN instead_en ELSE g.caption_en END, caption_fr = CASE g.caption_fr WHEN passage THEN instead_fr ELSE g.caption_fr END,
				alt_en = CASE g.alt_en WHEN passage THEN instead_en ELSE g.alt_en END, alt_fr = CASE g.alt_fr WHEN passage THEN instead_fr ELSE g.alt_fr END
				WHERE g.summary_id IN (SELECT s.id FROM summaries s JOIN summaries o ON o.slug = s.slug WHERE o.id = thing);
		END LOOP;
	ELSIF what = 'summary_reply' THEN
		SELECT y.organisation_id, ARRAY[y.reply_en, y.reply_fr] INTO house, said FROM summary_replies y WHERE y.id = thing;
		UPDATE summary_replies y SET reply_en = concord_gone(coalesce(nullif(y.reply_en, ''), y.reply_fr), instead_en), reply_fr = concord_gone(coalesce(nullif(y.reply_fr, ''), y.reply_en), instead_fr), version = y.version + 1 WHERE y.id = thing;
	ELSIF what = 'summary_comment' THEN
		SELECT ARRAY[c.body] INTO said FROM summary_comments c WHERE c.id = thing;
		UPDATE summary_comments c SET body = instead WHERE c.id = thing;
	END IF;

	SELECT array_agg(DISTINCT one) INTO said FROM unnest(said) AS one WHERE one <> '' AND one NOT IN (instead, instead_en, instead_fr);
	IF said IS NULL THEN
		RAISE EXCEPTION 'there is no such text' USING ERRCODE = 'no_data_found';
	END IF;

	-- Copies: what was carried into other cycles, what figures froze, files that were read, answers kept for programs. Of
	-- what is short, such as "Yes.", others have said the same.
	SELECT array_agg(one) INTO long FROM unnest(said) AS one WHERE length(one) >= 20;
	IF long IS NOT NULL THEN
		UPDATE answers a SET narrative = CASE WHEN a.narrative = ANY (long) THEN instead ELSE a.narrative END,
			change_note = CASE WHEN a.change_note = ANY (long) THEN instead ELSE a.change_note END,
			not_applicable_reason = CASE WHEN a.not_applicable_reason = ANY (long) THEN instead ELSE a.not_applicable_reason END
			WHERE a.organisation_id = house AND (a.narrative = ANY (long) OR a.change_note = ANY (long) OR a.not_applicable_reason = ANY (long));
		UPDATE assessment_revisions v SET snapshot = concord_without(v.snapshot, long, instead)
			WHERE v.organisation_id = house AND v.snapshot IS DISTINCT FROM concord_without(v.snapshot, long, instead);
		UPDATE figures g SET frozen = concord_without(g.frozen, long, instead) WHERE g.frozen IS NOT NULL AND g.frozen IS DISTINCT FROM concord_without(g.frozen, long, instead);
		UPDATE imports i SET rows = concord_without(i.rows, long, instead) WHERE i.organisation_id = house AND i.rows IS DISTINCT FROM concord_without(i.rows, long, instead);
	END IF;
	DELETE FROM idempotency_keys k USING api_tokens w WHERE w.id = k.token_id AND w.organisation_id = house;

	INSERT INTO removals (kind, subject_id, organisation_id, ground, hashes, removed_by)
		VALUES (what, thing, house, why, ARRAY(SELECT encode(sha256(convert_to(one, 'UTF8')), 'hex') FROM unnest(said) AS one ORDER BY 1), asker);
	PERFORM set_config('concord.removing', '', true), set_config('concord.secretariat', staff, true);
	RETURN said;
END $$;
--> statement-breakpoint
-- The data that were kept with an edition, without a text that was removed.
CREATE FUNCTION concord_replace_package(edition uuid, rid bytea) RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
	IF NOT concord_secretariat('administrator') OR concord_user() IS NULL OR concord_token() IS NOT NULL THEN
		RAISE EXCEPTION 'an administrator of the secretariat removes texts' USING ERRCODE = 'insufficient_privilege';
	END IF;
	PERFORM set_config('concord.removing', 'yes', true);
	UPDATE summary_packages p SET content = rid, size = octet_length(rid), sha256 = encode(sha256(rid), 'hex') WHERE p.summary_id = edition;
	PERFORM set_config('concord.removing', '', true);
END $$;
--> statement-breakpoint
DO $$ DECLARE
	one text;
BEGIN
	FOREACH one IN ARRAY ARRAY['concord_removing()', 'concord_gone(text, text)', 'concord_without(jsonb, text[], text)', 'concord_unanswered(jsonb, integer, text)',
		'concord_unworded(jsonb, boolean, text, text)', 'concord_remove_text(text, uuid, boolean, text, text, text, text[])', 'concord_replace_package(uuid, bytea)']
	LOOP
		EXECUTE format('ALTER FUNCTION %s SET search_path = %I, pg_temp', one, current_schema());
	END LOOP;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION concord_remove_text(text, uuid, boolean, text, text, text, text[]) FROM PUBLIC;
--> statement-breakpoint
REVOKE ALL ON FUNCTION concord_replace_package(uuid, bytea) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION concord_remove_text(text, uuid, boolean, text, text, text, text[]) TO concord_app;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION concord_replace_package(uuid, bytea) TO concord_app;
