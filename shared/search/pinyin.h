// Search by sound: "xhhlt", "xihuahlt" and "latang" find 西华胡辣汤.
//
// A name is kept as a row of sounds: a Chinese character's class of readings (several readings, 多音字, are one
// class), and letters and digits as themselves. All else (brackets, characters without a known reading) is left
// out, so that it needn't be typed. Letters fit a character if they are its whole syllable, its initial (z, zh), or
// the beginning of its syllable where the typed word ends. A word fits if that holds for a row of neighbours,
// beginning anywhere.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/search/packed_texts.h"

namespace mingchou::search {

/// The sounds of a folded name; as text so that PackedTexts can keep it.
std::u16string sounds_of(std::u16string_view folded);

/// Readings of a character without tones (ü is v), the customary one first; empty if none is known.
std::vector<std::string_view> readings_of(char32_t code_point);

/// Where a character stands in a list in pinyin order: its customary syllable's number in the order of the alphabet,
/// from 1; 0 if no reading is known.
std::uint32_t syllable_rank(char32_t code_point);

/// A typed word, ready to be looked for in sounds.
class SoundPattern {
 public:
  static constexpr std::size_t letters_max = 31;

  /// Nothing unless the folded word is made of a–z, 0–9 and apostrophes (xi'an) with a letter among them, and has at
  /// most `letters_max` letters and digits.
  static std::optional<SoundPattern> compile(std::u16string_view word);

  struct Hit {
    std::size_t index;     // of the text
    std::size_t position;  // of the first sound that fits
  };
  /// The first hit in the text `from` or a later one.
  std::optional<Hit> find(const PackedTexts& sounds, std::size_t from) const;

 private:
  static constexpr std::size_t syllable_letters_max = 6;
  /// Bit p of entry n - 1: when p letters of the word are matched, this sound can take the next n.
  using Steps = std::array<std::uint32_t, syllable_letters_max>;

  explicit SoundPattern(std::string_view letters);
  Steps steps_of_syllable(std::string_view syllable) const;
  std::uint32_t advance(std::uint32_t states, char16_t sound) const;
  std::size_t find_end(std::u16string_view units, std::size_t from) const;
  std::size_t position_in(std::u16string_view text) const;

  std::string letters_;
  std::uint32_t accept_;
  bool initials_only_ = true;
  std::vector<std::uint32_t> first_step_;  // Steps[0] by sound, close together: all that initials need
  std::vector<Steps> steps_;               // by sound
};

}  // namespace mingchou::search
