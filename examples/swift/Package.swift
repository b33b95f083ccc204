// swift-tools-version:6.0
// The stories, as an app would depend on Cartpool; README.md says how to run one.
import PackageDescription

let stories = ["office_lunch", "group_buy", "family_groceries"]

let package = Package(
    name: "stories",
    platforms: [.macOS(.v12)],
    dependencies: [.package(path: "../../target/swift/Cartpool")],
    targets: stories.map { story in
        .executableTarget(
            name: story, dependencies: ["Cartpool"], path: "stories",
            exclude: stories.filter { $0 != story }.map { "\($0).swift" })
    },
    swiftLanguageModes: [.v6]
)
