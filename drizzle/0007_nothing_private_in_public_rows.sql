-- Row-level security holds for the owner of the tables too; it steps aside while old comments are cleared.
ALTER TABLE assessments NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE assessments SET return_comment = NULL WHERE state = 'published';--> statement-breakpoint
ALTER TABLE assessments FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE commitment_updates NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE commitment_updates SET return_comment = NULL WHERE state <> 'returned';--> statement-breakpoint
ALTER TABLE commitment_updates FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "assessments" DROP COLUMN "partner_ratings";--> statement-breakpoint
ALTER TABLE "assessments" ADD CONSTRAINT "assessments_no_comment" CHECK ("assessments"."state" <> 'published' or "assessments"."return_comment" is null);--> statement-breakpoint
ALTER TABLE "commitment_updates" ADD CONSTRAINT "commitment_updates_no_comment" CHECK ("commitment_updates"."state" = 'returned' or "commitment_updates"."return_comment" is null);--> statement-breakpoint
ALTER TABLE "commitments" ADD CONSTRAINT "commitments_no_comment" CHECK ("commitments"."state" not in ('published', 'withdrawn') or "commitments"."return_comment" is null);--> statement-breakpoint
ALTER TABLE "summaries" ADD CONSTRAINT "summaries_no_comment" CHECK ("summaries"."state" in ('draft', 'in_review') or "summaries"."return_comment" is null);