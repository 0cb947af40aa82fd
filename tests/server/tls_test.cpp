// The real program with a certificate: a fresh self-signed one, and a client that trusts exactly it.
#include <doctest/doctest.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <csignal>
#include <format>
#include <memory>

#include "tests/server/support.h"

using namespace mingchou::server::test;

namespace {

template <auto free_it>
struct Free {
  template <class T>
  void operator()(T* it) const {
    free_it(it);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Free<X509_free>>;
using Context = std::unique_ptr<SSL_CTX, Free<SSL_CTX_free>>;
using Stream = std::unique_ptr<BIO, Free<BIO_free_all>>;

std::string pem_of(const auto& write) {
  const Stream memory(BIO_new(BIO_s_mem()));
  REQUIRE(write(memory.get()) == 1);
  char* text = nullptr;
  const long size = BIO_get_mem_data(memory.get(), &text);
  return {text, static_cast<std::size_t>(size)};
}

/// Writes cert.pem and key.pem of a certificate for localhost.
void write_certificate(const std::string& folder) {
  const Key key(EVP_EC_gen("P-256"));
  const Certificate certificate(X509_new());
  X509_set_version(certificate.get(), X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -60);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
  X509_set_pubkey(certificate.get(), key.get());
  X509_NAME* name = X509_get_subject_name(certificate.get());
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("localhost"), -1, -1, 0);
  X509_set_issuer_name(certificate.get(), name);
  X509_EXTENSION* names = X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "DNS:localhost");
  X509_add_ext(certificate.get(), names, -1);
  X509_EXTENSION_free(names);
  REQUIRE(X509_sign(certificate.get(), key.get(), EVP_sha256()) > 0);

  write_file(folder + "/cert.pem", pem_of([&](BIO* to) { return PEM_write_bio_X509(to, certificate.get()); }));
  write_file(folder + "/key.pem", pem_of([&](BIO* to) {
               return PEM_write_bio_PrivateKey(to, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
             }));
}

/// The whole answer, or "" if there is no connection that the certificate vouches for.
std::string ask_over_tls(int port, const std::string& trusted, int version_max, const std::string& request) {
  const Context context(SSL_CTX_new(TLS_client_method()));
  REQUIRE(SSL_CTX_load_verify_locations(context.get(), trusted.c_str(), nullptr) == 1);
  SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
  SSL_CTX_set_security_level(context.get(), 0);
  SSL_CTX_set_min_proto_version(context.get(), TLS1_VERSION);
  SSL_CTX_set_max_proto_version(context.get(), version_max);
  const Stream stream(BIO_new_ssl_connect(context.get()));
  BIO_set_conn_hostname(stream.get(), std::format("127.0.0.1:{}", port).c_str());
  SSL* ssl = nullptr;
  BIO_get_ssl(stream.get(), &ssl);
  SSL_set1_host(ssl, "localhost");
  if (BIO_do_connect(stream.get()) != 1) {
    ERR_clear_error();
    return {};
  }
  BIO_write(stream.get(), request.data(), static_cast<int>(request.size()));
  std::string answer;
  char bytes[4096];
  for (int count; (count = BIO_read(stream.get(), bytes, sizeof bytes)) > 0;)
    answer.append(bytes, static_cast<std::size_t>(count));
  return answer;
}

std::string get_over_tls(int port, const std::string& trusted, int version_max, std::string_view path) {
  return ask_over_tls(port, trusted, version_max,
                      std::format("GET {} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", path));
}

}  // namespace

TEST_CASE("with a certificate the server speaks https only, from TLS 1.2 on, and asks browsers to stay with it") {
  const TemporaryFolder folder;
  write_certificate(folder.path());
  const std::string certificate = folder.path() + "/cert.pem";
  ServerProcess server(folder.path() + "/data",
                       {"--tls-cert", certificate, "--tls-key", folder.path() + "/key.pem", "--log-level", "error"});
  REQUIRE(server.port() != 0);
  for (const int version_max : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    const std::string answer = get_over_tls(server.port(), certificate, version_max, "/healthz");
    CHECK(status_of(answer) == 200);
    CHECK(header_of(answer, "Strict-Transport-Security").value_or("").starts_with("max-age="));
  }
  CHECK(get_over_tls(server.port(), certificate, TLS1_1_VERSION, "/healthz") == "");
  // Plain HTTP gets no answer of ours, and neither that nor half a handshake keeps the server from serving others.
  CHECK(status_of(get(server.port(), "/healthz")) == 0);
  RawSocket half(server.port());
  CHECK(half.send(std::string_view("\x16\x03\x01\x02\x00\x01", 6)));
  CHECK(status_of(get_over_tls(server.port(), certificate, TLS1_3_VERSION, "/healthz")) == 200);
  CHECK(server.end(SIGTERM) == 0);
}

TEST_CASE("a request that stalls over TLS is told so, wherever it stalls, and what was cut off is not handled") {
  const TemporaryFolder folder;
  write_certificate(folder.path());
  const std::string certificate = folder.path() + "/cert.pem";
  ServerProcess server(folder.path() + "/data",
                       {"--tls-cert", certificate, "--tls-key", folder.path() + "/key.pem", "--log-level", "error",
                        "--head-timeout-ms", "500", "--body-timeout-ms", "500"});
  REQUIRE(server.port() != 0);
  const std::string post = "POST /api/v1/client-events HTTP/1.1\r\nHost: localhost\r\n";
  const std::string stalled[] = {"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: 1", "GET /healthz HTTP/1.1\r\n",
                                 post + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"};
  for (const int version_max : {TLS1_2_VERSION, TLS1_3_VERSION})
    for (const std::string& request : stalled) {
      CAPTURE(request);
      const std::string answer = ask_over_tls(server.port(), certificate, version_max, request);
      CHECK(status_of(answer) == 408);
      CHECK(body_of(answer).contains("server.request_too_slow"));
    }
  CHECK(status_of(get_over_tls(server.port(), certificate, TLS1_3_VERSION, "/healthz")) == 200);
}
