ALTER TABLE webhook_endpoints ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE webhook_endpoints FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON webhook_endpoints TO concord_system;
--> statement-breakpoint
CREATE POLICY webhook_endpoints_system ON webhook_endpoints TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
-- Not its secrets, sealed as they are: the portal itself needs them to sign, nobody else does.
GRANT SELECT (id, organisation_id, membership_id, name, url, country, company, forum, principle, kinds, previous_until, created_by, created_at, failing_since, paused_at, paused_because, ended_at, ended_by),
	INSERT, UPDATE (secret, previous_secret, previous_until, failing_since, paused_at, paused_because, ended_at, ended_by) ON webhook_endpoints TO concord_app;
--> statement-breakpoint
CREATE POLICY webhook_endpoints_read ON webhook_endpoints FOR SELECT TO concord_app
	USING (organisation_id = ANY ((SELECT concord_organisations('approves'))::uuid[]) OR (SELECT concord_secretariat('administrator')));
--> statement-breakpoint
-- Whoever makes one answers for it, by a membership of their own that lasts. A program makes none.
CREATE POLICY webhook_endpoints_add ON webhook_endpoints FOR INSERT TO concord_app
	WITH CHECK ((SELECT concord_token()) IS NULL AND created_by = (SELECT concord_user()) AND ended_at IS NULL AND paused_at IS NULL
		AND (organisation_id = ANY ((SELECT concord_organisations('approves'))::uuid[]) OR (SELECT concord_secretariat('administrator')))
		AND EXISTS (SELECT FROM memberships m JOIN organisations o ON o.id = m.organisation_id
			WHERE m.id = membership_id AND m.user_id = (SELECT concord_user()) AND m.ended_at IS NULL
				AND (m.organisation_id = webhook_endpoints.organisation_id OR o.kind = 'secretariat')));
--> statement-breakpoint
-- What has ended stays as it is.
CREATE POLICY webhook_endpoints_change ON webhook_endpoints FOR UPDATE TO concord_app
	USING ((SELECT concord_token()) IS NULL AND ended_at IS NULL
		AND (organisation_id = ANY ((SELECT concord_organisations('approves'))::uuid[]) OR (SELECT concord_secretariat('administrator'))))
	WITH CHECK (ended_by IS NULL OR ended_by = (SELECT concord_user()));
--> statement-breakpoint
ALTER TABLE webhook_deliveries ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE webhook_deliveries FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON webhook_deliveries TO concord_system;
--> statement-breakpoint
CREATE POLICY webhook_deliveries_system ON webhook_deliveries TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT, INSERT (id, endpoint_id, kind, change_id, at), UPDATE (state, attempts, next_attempt_at) ON webhook_deliveries TO concord_app;
--> statement-breakpoint
CREATE POLICY webhook_deliveries_read ON webhook_deliveries FOR SELECT TO concord_app
	USING (EXISTS (SELECT FROM webhook_endpoints e WHERE e.id = endpoint_id));
--> statement-breakpoint
-- Of changes, only the portal itself tells; a person asks for a test.
CREATE POLICY webhook_deliveries_add ON webhook_deliveries FOR INSERT TO concord_app
	WITH CHECK (kind = 'test' AND (SELECT concord_token()) IS NULL AND EXISTS (SELECT FROM webhook_endpoints e WHERE e.id = endpoint_id AND e.ended_at IS NULL));
--> statement-breakpoint
-- The one change there is: to have it sent again.
CREATE POLICY webhook_deliveries_again ON webhook_deliveries FOR UPDATE TO concord_app
	USING ((SELECT concord_token()) IS NULL AND state IN ('delivered', 'dead') AND EXISTS (SELECT FROM webhook_endpoints e WHERE e.id = endpoint_id AND e.ended_at IS NULL))
	WITH CHECK (state = 'waiting' AND attempts = 0);
--> statement-breakpoint
ALTER TABLE announced_changes ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE announced_changes FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON announced_changes TO concord_system;
--> statement-breakpoint
CREATE POLICY announced_changes_system ON announced_changes TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE link_checks ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE link_checks FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON link_checks TO concord_system;
--> statement-breakpoint
CREATE POLICY link_checks_system ON link_checks TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
-- Addresses of what is not public yet are among them: they are the secretariat's to see. What came of asking, only the portal itself says.
GRANT SELECT, INSERT (url), UPDATE (next_at, attempts, asked_at, seen_by, seen_at) ON link_checks TO concord_app;
--> statement-breakpoint
CREATE POLICY link_checks_read ON link_checks FOR SELECT TO concord_app
	USING ((SELECT concord_secretariat()));
--> statement-breakpoint
CREATE POLICY link_checks_ask ON link_checks FOR INSERT TO concord_app
	WITH CHECK ((SELECT concord_secretariat()));
--> statement-breakpoint
CREATE POLICY link_checks_change ON link_checks FOR UPDATE TO concord_app
	USING ((SELECT concord_secretariat()))
	WITH CHECK (seen_by IS NULL OR seen_by = (SELECT concord_user()));
