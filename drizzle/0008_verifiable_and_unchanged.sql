ALTER TABLE "commitment_updates" DROP CONSTRAINT "commitment_updates_length";--> statement-breakpoint
ALTER TABLE "commitment_updates" ADD COLUMN "challenges_en" text;--> statement-breakpoint
ALTER TABLE "commitment_updates" ADD COLUMN "challenges_fr" text;--> statement-breakpoint
ALTER TABLE "commitment_updates" ADD COLUMN "unchanged" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "commitments" ADD COLUMN "french_is_ours" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "commitments" ADD COLUMN "baseline_en" text;--> statement-breakpoint
ALTER TABLE "commitments" ADD COLUMN "baseline_fr" text;--> statement-breakpoint
ALTER TABLE "commitments" ADD COLUMN "measure_en" text;--> statement-breakpoint
ALTER TABLE "commitments" ADD COLUMN "measure_fr" text;--> statement-breakpoint
ALTER TABLE "commitments" ADD COLUMN "unfunded" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "commitments" ADD COLUMN "contact_mailbox" text;--> statement-breakpoint
ALTER TABLE "commitment_updates" ADD CONSTRAINT "commitment_updates_length" CHECK (greatest(length("commitment_updates"."note_en"), length("commitment_updates"."note_fr"), length("commitment_updates"."challenges_en"), length("commitment_updates"."challenges_fr")) <= 10000);--> statement-breakpoint
ALTER TABLE "commitments" ADD CONSTRAINT "commitments_verifiable_length" CHECK (greatest(length("commitments"."baseline_en"), length("commitments"."baseline_fr"), length("commitments"."measure_en"), length("commitments"."measure_fr")) <= 2000);