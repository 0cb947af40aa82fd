-- What draws keep besides: the names that their rosters were frozen with, and since when an invitation is out.

-- A file below blobs/: names of departments and tags (server/draws/rosters.h). '' of a draw that was prepared before this
-- column was there.
ALTER TABLE draw ADD COLUMN names_hash TEXT NOT NULL DEFAULT '' CHECK (length(names_hash) IN (0, 64));

-- Of the invitation that is valid now; it ends some days later (shared/ceremony/entities.h).
ALTER TABLE draw_seat ADD COLUMN invited_at INTEGER NOT NULL DEFAULT 0;
UPDATE draw_seat SET invited_at = (SELECT created_at FROM draw WHERE draw.id = draw_id);

DROP TRIGGER draw_update;
CREATE TRIGGER draw_update BEFORE UPDATE ON draw
WHEN NEW.id IS NOT OLD.id OR NEW.task_id IS NOT OLD.task_id OR NEW.round IS NOT OLD.round
  OR NEW.suite IS NOT OLD.suite OR NEW.deadline_s IS NOT OLD.deadline_s OR NEW.roster_hash IS NOT OLD.roster_hash
  OR NEW.ids_hash IS NOT OLD.ids_hash OR NEW.names_hash IS NOT OLD.names_hash
  OR NEW.target_root IS NOT OLD.target_root OR NEW.inspector_root IS NOT OLD.inspector_root
  OR (OLD.plan IS NOT NULL AND (NEW.plan IS NOT OLD.plan OR NEW.plan_at_s IS NOT OLD.plan_at_s))
  OR OLD.stage IN ('drawn', 'voided') BEGIN
  SELECT raise(ABORT, 'what a draw has fixed does not change');
END;
