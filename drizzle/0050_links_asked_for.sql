ALTER TABLE "link_checks" ADD COLUMN "taken_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "link_checks" ADD COLUMN "tried_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "link_checks" ADD COLUMN "failing_since" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "evidence_address" ON "evidence" USING hash ("url");