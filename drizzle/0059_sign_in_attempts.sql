CREATE TABLE "sign_in_attempts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"asked_for" text,
	"asked_from" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "sign_in_attempts_for" ON "sign_in_attempts" USING btree ("asked_for");--> statement-breakpoint
CREATE INDEX "sign_in_attempts_from" ON "sign_in_attempts" USING btree ("asked_from");--> statement-breakpoint
CREATE INDEX "sign_in_attempts_age" ON "sign_in_attempts" USING btree ("created_at");