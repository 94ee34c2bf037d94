ALTER TABLE "answers" ADD COLUMN "continuity" text DEFAULT 'new' NOT NULL;--> statement-breakpoint
ALTER TABLE "answers" ADD COLUMN "since_cycle_id" uuid;--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_since_cycle_id_cycles_id_fk" FOREIGN KEY ("since_cycle_id") REFERENCES "public"."cycles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_continuity" CHECK ("answers"."continuity" in ('new', 'changed', 'confirmed', 'carried'));--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_since" CHECK (("answers"."since_cycle_id" is not null) = ("answers"."continuity" in ('confirmed', 'carried')));