-- Addresses of people who trust us with them: the portal's own work reads them, and nobody who asks, not the secretariat either.
ALTER TABLE subscriptions ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE subscriptions FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON subscriptions TO concord_system;
--> statement-breakpoint
CREATE POLICY subscriptions_system ON subscriptions TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE subscription_requests ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE subscription_requests FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON subscription_requests TO concord_system;
--> statement-breakpoint
CREATE POLICY subscription_requests_system ON subscription_requests TO concord_system USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE summary_announcements ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE summary_announcements FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT ON summary_announcements TO concord_system;
--> statement-breakpoint
CREATE POLICY summary_announcements_system ON summary_announcements TO concord_system USING (true) WITH CHECK (true);
