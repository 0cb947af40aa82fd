-- What the provincial platform sends back is matched by its own numbers (server/imports/existing.cpp).
CREATE INDEX target_external_number ON target (external_number) WHERE valid_to IS NULL AND external_number IS NOT NULL;
