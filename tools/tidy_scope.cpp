// A plugin of clang-tidy 19: its checks walk the declarations of the source and of our own headers only. What system
// headers declare, most of every translation unit, would be walked too and then not reported; clang-tidy 21 leaves it
// out by itself. Built and loaded by tidy.py.
#include <memory>
#include <string>
#include <vector>

#include "clang/AST/ASTConsumer.h"
#include "clang/AST/ASTContext.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendPluginRegistry.h"

namespace {

/// Runs before clang-tidy's own consumer, which starts at what is the traversal scope by then.
class OwnCode : public clang::ASTConsumer {
 public:
  bool HandleTopLevelDecl(clang::DeclGroupRef group) override {
    for (clang::Decl* declaration : group) {
      const clang::SourceManager& sources = declaration->getASTContext().getSourceManager();
      if (!sources.isInSystemHeader(declaration->getLocation())) scope.push_back(declaration);
    }
    return true;
  }

  void HandleTranslationUnit(clang::ASTContext& context) override { context.setTraversalScope(scope); }

 private:
  std::vector<clang::Decl*> scope;
};

class WalkOwnCode : public clang::PluginASTAction {
 protected:
  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance&, llvm::StringRef) override {
    return std::make_unique<OwnCode>();
  }
  bool ParseArgs(const clang::CompilerInstance&, const std::vector<std::string>&) override { return true; }
  ActionType getActionType() override { return AddBeforeMainAction; }
};

const clang::FrontendPluginRegistry::Add<WalkOwnCode> registered("own-code", "walk our own declarations only");

}  // namespace
