// swift-tools-version:6.0
import PackageDescription

let package = Package(
    name: "measure",
    platforms: [.macOS(.v13)],
    dependencies: [.package(path: "../../../target/swift/Cartpool")],
    targets: [
        .systemLibrary(name: "CHiredis"),
        .executableTarget(name: "Measure", dependencies: ["Cartpool", "CHiredis"]),
    ],
    swiftLanguageModes: [.v6]
)
