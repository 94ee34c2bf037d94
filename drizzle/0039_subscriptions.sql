CREATE TABLE "subscription_requests" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"email" text NOT NULL,
	"locale" text NOT NULL,
	"hash" text NOT NULL,
	"asked_from" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "subscription_requests_hash_unique" UNIQUE("hash"),
	CONSTRAINT "subscription_requests_locale" CHECK ("subscription_requests"."locale" in ('en', 'fr')),
	CONSTRAINT "subscription_requests_email_lower" CHECK ("subscription_requests"."email" = lower("subscription_requests"."email"))
);
--> statement-breakpoint
CREATE TABLE "subscriptions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"email" text NOT NULL,
	"locale" text NOT NULL,
	"confirmed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "subscriptions_email_unique" UNIQUE("email"),
	CONSTRAINT "subscriptions_locale" CHECK ("subscriptions"."locale" in ('en', 'fr')),
	CONSTRAINT "subscriptions_email_lower" CHECK ("subscriptions"."email" = lower("subscriptions"."email"))
);
--> statement-breakpoint
CREATE TABLE "summary_announcements" (
	"summary_id" uuid NOT NULL,
	"event" text NOT NULL,
	"announced_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "summary_announcements_summary_id_event_pk" PRIMARY KEY("summary_id","event"),
	CONSTRAINT "summary_announcements_event" CHECK ("summary_announcements"."event" in ('published', 'withdrawn'))
);
--> statement-breakpoint
ALTER TABLE "mail_outbox" ADD COLUMN "subscription_id" uuid;--> statement-breakpoint
ALTER TABLE "mail_outbox" ADD COLUMN "subscription_request_id" uuid;--> statement-breakpoint
ALTER TABLE "summary_announcements" ADD CONSTRAINT "summary_announcements_summary_id_summaries_id_fk" FOREIGN KEY ("summary_id") REFERENCES "public"."summaries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "subscription_requests_age" ON "subscription_requests" USING btree ("created_at");--> statement-breakpoint
ALTER TABLE "mail_outbox" ADD CONSTRAINT "mail_outbox_subscription_id_subscriptions_id_fk" FOREIGN KEY ("subscription_id") REFERENCES "public"."subscriptions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mail_outbox" ADD CONSTRAINT "mail_outbox_subscription_request_id_subscription_requests_id_fk" FOREIGN KEY ("subscription_request_id") REFERENCES "public"."subscription_requests"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "mail_outbox_subscription" ON "mail_outbox" USING btree ("subscription_id") WHERE subscription_id is not null;--> statement-breakpoint
CREATE INDEX "mail_outbox_subscription_request" ON "mail_outbox" USING btree ("subscription_request_id") WHERE subscription_request_id is not null;