-- A number for each register that rises with every change of what its snapshot shows (server/snapshot): comparing it
-- tells without reading the register whether a snapshot is still right. Kept by the triggers below alone.
CREATE TABLE register_version (
  register TEXT NOT NULL PRIMARY KEY CHECK (register IN ('targets')),
  version INTEGER NOT NULL CHECK (version >= 0)
) STRICT, WITHOUT ROWID;

INSERT INTO register_version (register, version) VALUES ('targets', 0);

CREATE TRIGGER department_version_insert AFTER INSERT ON department BEGIN
  UPDATE register_version SET version = version + 1 WHERE register = 'targets';
END;
CREATE TRIGGER department_version_update AFTER UPDATE ON department BEGIN
  UPDATE register_version SET version = version + 1 WHERE register = 'targets';
END;
CREATE TRIGGER department_version_delete AFTER DELETE ON department BEGIN
  UPDATE register_version SET version = version + 1 WHERE register = 'targets';
END;

CREATE TRIGGER tag_version_insert AFTER INSERT ON tag BEGIN
  UPDATE register_version SET version = version + 1 WHERE register = 'targets';
END;
CREATE TRIGGER tag_version_update AFTER UPDATE ON tag BEGIN
  UPDATE register_version SET version = version + 1 WHERE register = 'targets';
END;
CREATE TRIGGER tag_version_delete AFTER DELETE ON tag BEGIN
  UPDATE register_version SET version = version + 1 WHERE register = 'targets';
END;

CREATE TRIGGER target_version_insert AFTER INSERT ON target BEGIN
  UPDATE register_version SET version = version + 1 WHERE register = 'targets';
END;
CREATE TRIGGER target_version_update AFTER UPDATE ON target BEGIN
  UPDATE register_version SET version = version + 1 WHERE register = 'targets';
END;
CREATE TRIGGER target_version_delete AFTER DELETE ON target BEGIN
  UPDATE register_version SET version = version + 1 WHERE register = 'targets';
END;

CREATE TRIGGER target_tag_version_insert AFTER INSERT ON target_tag BEGIN
  UPDATE register_version SET version = version + 1 WHERE register = 'targets';
END;
CREATE TRIGGER target_tag_version_update AFTER UPDATE ON target_tag BEGIN
  UPDATE register_version SET version = version + 1 WHERE register = 'targets';
END;
CREATE TRIGGER target_tag_version_delete AFTER DELETE ON target_tag BEGIN
  UPDATE register_version SET version = version + 1 WHERE register = 'targets';
END;

CREATE TRIGGER target_licence_version_insert AFTER INSERT ON target_licence BEGIN
  UPDATE register_version SET version = version + 1 WHERE register = 'targets';
END;
CREATE TRIGGER target_licence_version_update AFTER UPDATE ON target_licence BEGIN
  UPDATE register_version SET version = version + 1 WHERE register = 'targets';
END;
CREATE TRIGGER target_licence_version_delete AFTER DELETE ON target_licence BEGIN
  UPDATE register_version SET version = version + 1 WHERE register = 'targets';
END;
