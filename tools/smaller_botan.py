#!/usr/bin/env python3
"""smaller_botan.py IN OUT: a copy of Botan's amalgamation for a module that everybody downloads.

Nothing of what it computes changes. Two tables are built at the start of every program by code that is many times
their size:
- the multiples of Ed25519's base point, because the constructor of a field element is not constexpr;
- the names of all object identifiers of the world: our keys are raw bytes, and no identifier is ever looked up.
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
KEPT = {"Ed25519", "X25519", "SHA-256", "SHA-512", "SM3"}


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
    with open(target, "w", encoding="utf-8") as file:
        file.write(text)


main()
