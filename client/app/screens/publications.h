// Where a version of a list or a plan stands public: each channel with its record or without one, wrong records that
// were voided, and the sheets in which a publication is recorded or voided. What was typed stays until it was taken.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "client/app/accounts/submission.h"
#include "client/app/model/publications.h"
#include "client/app/ui/layout.h"
#include "client/app/ui/overlay.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

/// Part of a screen's State.
struct PublicationSheets {
  SheetState publish, make_void;
  items::Channel channel = items::Channel::department_portal;
  items::Notice notice = items::Notice::issue;
  std::string published_on, address;
  std::optional<Uuid> voiding;
  std::string void_reason;
  bool shows_missing = false;
  unsigned publications_seen = 0, voids_seen = 0;

  void open_publish(items::Channel on, items::Notice of, CivilDate today);
  void open_void(const Uuid& id);
};

/// One of the two forms, and what became of sending it.
struct PublicationForm {
  const Submission& submission;
  /// Why it was not taken.
  std::string error;
};
struct PublicationWishes {
  struct Record {
    items::Notice notice = items::Notice::issue;
    items::Channel channel = items::Channel::department_portal;
    CivilDate published_on;
    std::string address;
  };
  struct Void {
    Uuid id;
    std::string reason;
  };
  std::optional<Record> record;
  std::optional<Void> make_void;
};

/// What stands on each channel, for each of the notices. Its buttons open the sheets.
void draw_publications(Ui& ui, Column& column, PublicationSheets& sheets, const std::vector<PublicationRecord>& records,
                       std::span<const items::Notice> notices, bool may_write, CivilDate today);
void notice_publication_answers(Ui& ui, PublicationSheets& sheets, const Submission& publish,
                                const Submission& make_void);
/// After everything that they cover.
PublicationWishes draw_publication_sheets(Ui& ui, PublicationSheets& sheets, const PublicationForm& publish,
                                          const PublicationForm& make_void);

}  // namespace mingchou::client
