#!/usr/bin/env python3
"""smaller_botan.py IN OUT: a copy of Botan's amalgamation for a module that everybody downloads.

Nothing of what it computes changes. Two tables are built at the start of every program by code that is many times
their size:
- the multiples of Ed25519's base point, because the constructor of a field element is not constexpr;
- the names of all object identifiers of the world: our keys are raw bytes, and no identifier is ever looked up.
And words of errors are put together by string streams, which bring the library's locales along; and a public key of
Ed25519 can make another key pair, which nobody asks it for, and for which even who only verifies has those multiples.
Fails if the amalgamation is another one than it knows.
"""

import re
import sys

OLD_CONSTRUCTOR = """      FE_25519(std::initializer_list<int32_t> x) {
         if(x.size() != 10) {
            throw Invalid_Argument("Invalid FE_25519 initializer list");
         }
         copy_mem(m_fe, x.begin(), 10);
      }
"""
NEW_CONSTRUCTOR = """      constexpr FE_25519(std::initializer_list<int32_t> x) : m_fe{} {
         if(x.size() != 10) {
            throw Invalid_Argument("Invalid FE_25519 initializer list");
         }
         for(size_t i = 0; i != 10; ++i) {
            m_fe[i] = x.begin()[i];
         }
      }
"""
OID_LINE = re.compile(r'^      \{(?:OID\(\{[0-9, ]+\}\), "([^"]+)"|"([^"]+)", OID\(\{[0-9, ]+\}\))\},?\n', re.MULTILINE)
# A function that makes words by a stream, up to its end.
STREAM = re.compile(r'std::o?stringstream (\w+);(?=(.*?)\n\}\n)', re.DOTALL)
# What a stream can and a string can't.
STREAM_ONLY = re.compile(r'std::(?:set\w+|hex|dec|uppercase)|print_to_stream|decode\(|read_cfg')
TEXT_STREAM = """namespace Botan {

/// Texts, characters and whole numbers, one behind the other.
class Text_Stream final {
   public:
      Text_Stream& operator<<(std::string_view text) {
         m_text += text;
         return *this;
      }
      Text_Stream& operator<<(char one) {
         m_text += one;
         return *this;
      }
      template <std::integral T>
      Text_Stream& operator<<(T number) {
         m_text += std::to_string(number);
         return *this;
      }
      template <typename T>
         requires requires(const T& one) { one.to_string(); }
      Text_Stream& operator<<(const T& one) {
         m_text += one.to_string();
         return *this;
      }
      const std::string& str() const { return m_text; }

   private:
      std::string m_text;
};

}  // namespace Botan

"""
ANOTHER = re.compile(
    r'(std::unique_ptr<Private_Key> Ed25519_PublicKey::generate_another\(RandomNumberGenerator&)(?: rng)?(\) const \{\n)'
    r'   return std::make_unique<Ed25519_PrivateKey>\(rng\);\n')
FORMATTER = "namespace Botan {\n\nnamespace fmt_detail {\n"
KEPT = {"Ed25519", "X25519", "SHA-256", "SHA-512", "SM3"}


def without_streams(text: str) -> str:
    if text.count(FORMATTER) != 1:
        sys.exit("Botan's formatter of errors is another one: look at fmt_detail, and mend or remove this step.")
    text = text.replace("   oss.imbue(std::locale::classic());\n", "")
    text = text.replace("do_fmt(std::ostringstream& oss", "do_fmt(Text_Stream& oss")
    text = STREAM.sub(
        lambda one: one.group(0) if STREAM_ONLY.search(one.group(2)) else f"Text_Stream {one.group(1)};", text)
    return text.replace(FORMATTER, TEXT_STREAM + FORMATTER)


def main() -> None:
    source, target = sys.argv[1:]
    with open(source, encoding="utf-8") as file:
        text = file.read()
    names = [one or other for one, other in OID_LINE.findall(text)]
    if text.count(OLD_CONSTRUCTOR) != 1 or len(names) < 300:
        sys.exit(f"{source} is another Botan than the one that smaller_botan.py knows: "
                 "look at FE_25519 and OID_Map there, and mend or remove this step.")
    text = text.replace(OLD_CONSTRUCTOR, NEW_CONSTRUCTOR)
    text = OID_LINE.sub(lambda line: line.group(0) if (line.group(1) or line.group(2)) in KEPT else "", text)
    text = without_streams(text)
    text, count = ANOTHER.subn(r'\1\2   throw Not_Implemented("another key pair of Ed25519");\n', text)
    if count != 1:
        sys.exit("Botan makes key pairs of Ed25519 another way: look at generate_another, and mend or remove this step.")
    with open(target, "w", encoding="utf-8") as file:
        file.write(text)


main()
