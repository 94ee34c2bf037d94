CREATE INDEX "assessments_since" ON "assessments" USING btree ("published_at","id") WHERE disclosed;--> statement-breakpoint
CREATE INDEX "commitment_updates_since" ON "commitment_updates" USING btree ("decided_at","id") WHERE state = 'accepted';--> statement-breakpoint
CREATE INDEX "commitment_versions_since" ON "commitment_versions" USING btree ("decided_at","id") WHERE state = 'accepted' and number > 1;--> statement-breakpoint
CREATE INDEX "commitments_since" ON "commitments" USING btree ("published_at","id") WHERE published_at is not null;--> statement-breakpoint
CREATE INDEX "commitments_withdrawn_since" ON "commitments" USING btree ("status_as_of","id") WHERE state = 'withdrawn';--> statement-breakpoint
CREATE INDEX "findings_since" ON "findings" USING btree ("published_at","id") WHERE state = 'published';