-- A class is a party of pupils and adults: head-counts, never names.

ALTER TABLE booking ADD COLUMN pupils INTEGER;   -- null where no class comes
ALTER TABLE booking ADD COLUMN adults INTEGER;
