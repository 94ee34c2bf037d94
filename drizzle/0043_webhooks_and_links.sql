CREATE TABLE "link_checks" (
	"url" text PRIMARY KEY NOT NULL,
	"next_at" timestamp with time zone DEFAULT now(),
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"checked_at" timestamp with time zone,
	"outcome" text,
	"status" integer,
	"seen_by" uuid,
	"seen_at" timestamp with time zone,
	CONSTRAINT "link_checks_url" CHECK ("link_checks"."url" ~ '^https?://[^[:space:]]+$'),
	CONSTRAINT "link_checks_outcome" CHECK ("link_checks"."outcome" in ('works', 'gone', 'unreachable', 'refused'))
);
--> statement-breakpoint
CREATE TABLE "announced_changes" (
	"kind" text NOT NULL,
	"change_id" uuid NOT NULL,
	"at" text NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "announced_changes_kind_change_id_pk" PRIMARY KEY("kind","change_id"),
	CONSTRAINT "announced_changes_kind" CHECK ("announced_changes"."kind" ~ '^[a-z_]+$')
);
--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"endpoint_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"change_id" uuid NOT NULL,
	"at" text NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"next_attempt_at" timestamp with time zone DEFAULT now() NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_attempt_at" timestamp with time zone,
	"last_status" integer,
	"last_failure" text,
	"delivered_at" timestamp with time zone,
	CONSTRAINT "webhook_deliveries_once" UNIQUE("endpoint_id","kind","change_id"),
	CONSTRAINT "webhook_deliveries_kind" CHECK ("webhook_deliveries"."kind" ~ '^[a-z_]+$'),
	CONSTRAINT "webhook_deliveries_state" CHECK ("webhook_deliveries"."state" in ('waiting', 'delivered', 'dead', 'dropped')),
	CONSTRAINT "webhook_deliveries_failure" CHECK ("webhook_deliveries"."last_failure" in ('answered', 'address', 'name', 'unreachable', 'slow', 'large', 'redirected', 'secret'))
);
--> statement-breakpoint
CREATE TABLE "webhook_endpoints" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"membership_id" uuid NOT NULL,
	"name" text NOT NULL,
	"url" text NOT NULL,
	"country" text,
	"company" text,
	"forum" text,
	"principle" smallint,
	"kinds" text[] DEFAULT '{}' NOT NULL,
	"secret" "bytea" NOT NULL,
	"previous_secret" "bytea",
	"previous_until" timestamp with time zone,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"failing_since" timestamp with time zone,
	"paused_at" timestamp with time zone,
	"paused_because" text,
	"ended_at" timestamp with time zone,
	"ended_by" uuid,
	CONSTRAINT "webhook_endpoints_length" CHECK (length("webhook_endpoints"."name") between 1 and 100 and length("webhook_endpoints"."url") <= 2000),
	CONSTRAINT "webhook_endpoints_paused" CHECK ("webhook_endpoints"."paused_because" in ('person', 'failing')),
	CONSTRAINT "webhook_endpoints_why" CHECK (("webhook_endpoints"."paused_at" is null) = ("webhook_endpoints"."paused_because" is null))
);
--> statement-breakpoint
ALTER TABLE "link_checks" ADD CONSTRAINT "link_checks_seen_by_users_id_fk" FOREIGN KEY ("seen_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_endpoint_id_webhook_endpoints_id_fk" FOREIGN KEY ("endpoint_id") REFERENCES "public"."webhook_endpoints"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_endpoints" ADD CONSTRAINT "webhook_endpoints_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_endpoints" ADD CONSTRAINT "webhook_endpoints_membership_id_memberships_id_fk" FOREIGN KEY ("membership_id") REFERENCES "public"."memberships"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_endpoints" ADD CONSTRAINT "webhook_endpoints_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_endpoints" ADD CONSTRAINT "webhook_endpoints_ended_by_users_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "link_checks_waiting" ON "link_checks" USING btree ("next_at") WHERE next_at is not null;--> statement-breakpoint
CREATE INDEX "webhook_deliveries_waiting" ON "webhook_deliveries" USING btree ("next_attempt_at") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "webhook_deliveries_newest" ON "webhook_deliveries" USING btree ("endpoint_id","created_at");--> statement-breakpoint
CREATE INDEX "webhook_endpoints_organisation" ON "webhook_endpoints" USING btree ("organisation_id");