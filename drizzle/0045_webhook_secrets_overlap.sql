-- Whoever puts another secret in the place of one cannot read that: the database keeps it as the one before.
CREATE FUNCTION concord_webhook_secret() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	NEW.previous_secret := OLD.secret;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER webhook_endpoints_secret BEFORE UPDATE OF secret ON webhook_endpoints
	FOR EACH ROW EXECUTE FUNCTION concord_webhook_secret();
--> statement-breakpoint
REVOKE UPDATE (previous_secret) ON webhook_endpoints FROM concord_app;
