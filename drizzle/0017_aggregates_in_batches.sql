ALTER TABLE "cycle_aggregates" ADD COLUMN "counted_at" timestamp with time zone NOT NULL;--> statement-breakpoint
ALTER TABLE "cycle_aggregates" ADD COLUMN "withdrawn" boolean DEFAULT false NOT NULL;