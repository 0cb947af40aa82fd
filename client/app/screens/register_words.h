// The register in words and pictures: kinds, states, values of filters, sortings. Data come as the server wrote them;
// what this program does not know is shown as it stands.
#pragma once

#include <string>
#include <string_view>

#include "client/app/data/notes.h"
#include "client/app/register/target_list.h"
#include "client/app/ui/icons.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

std::string_view kind_words(const Ui& ui, std::string_view kind);
Icon kind_icon(std::string_view kind);
std::string_view status_words(const Ui& ui, std::string_view status);
/// Whether the target can be inspected as it stands, or how much it can't.
Tone status_tone(std::string_view status);
/// The township's name, or its code if it is none of this county.
std::string_view township_words(std::string_view code);

std::string_view facet_words(const Ui& ui, Facet facet);
std::string_view value_words(const Ui& ui, const RegisterIndex& index, Facet facet, FacetValue value);

struct StateWords {
  Text words;
  Icon icon;
  Tone tone;
};
/// Where a note is on its way to the server.
StateWords state_words(sync::State state);

/// A sorting as a person chooses it.
struct SortChoice {
  Sort sort = Sort::name;
  bool descending = false;
  Text words = Text::sort_name;
};
/// The first is for lists with a query only.
inline constexpr std::array sort_choices{
    SortChoice{Sort::relevance, false, Text::sort_relevance},
    SortChoice{Sort::name, false, Text::sort_name},
    SortChoice{Sort::township, false, Text::sort_township},
    SortChoice{Sort::last_checked, false, Text::sort_unchecked},
    SortChoice{Sort::last_checked, true, Text::sort_checked},
    SortChoice{Sort::established, true, Text::sort_newest},
    SortChoice{Sort::established, false, Text::sort_oldest},
};

}  // namespace mingchou::client
