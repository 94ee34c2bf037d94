CREATE INDEX "assessments_compared" ON "assessments" USING btree ("cycle_id","organisation_id","public_ratings","public_reviewer_ratings") WHERE disclosed;--> statement-breakpoint
CREATE INDEX "commitment_requirements_requirement" ON "commitment_requirements" USING btree ("requirement_id");--> statement-breakpoint
CREATE INDEX "commitments_counted" ON "commitments" USING btree ("owner_id","state","status","kind","forum_key","pillar_id") WHERE published_at is not null;--> statement-breakpoint
CREATE INDEX "commitments_readable" ON "commitments" USING btree ("id","published_at","owner_id","state");--> statement-breakpoint
CREATE INDEX "milestones_participant" ON "milestones" USING btree ("participant_id") WHERE participant_id is not null;--> statement-breakpoint
CREATE INDEX "findings_corrected" ON "findings" USING btree ("corrects_id") WHERE corrects_id is not null;--> statement-breakpoint
CREATE INDEX "findings_counted" ON "findings" USING btree ("organisation_id","requirement_id","direction","id") WHERE state = 'published';