-- Whoever may read a piece of evidence may know what came of asking for its address. Who looked at a page themselves, nobody reads here.
REVOKE SELECT ON link_checks FROM concord_app;
--> statement-breakpoint
GRANT SELECT (url, next_at, asked_at, tried_at, failing_since, attempts, checked_at, outcome, status, seen_at) ON link_checks TO concord_app;
--> statement-breakpoint
CREATE POLICY link_checks_of_evidence ON link_checks FOR SELECT TO concord_app
	USING (EXISTS (SELECT FROM evidence e WHERE e.url = link_checks.url));
